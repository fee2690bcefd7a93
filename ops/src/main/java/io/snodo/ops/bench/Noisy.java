package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.receipt.Frame;
import io.snodo.ops.bench.noise.Kind;
import io.snodo.ops.bench.noise.Neighbour;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Pause;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ops/bench noisy}: what quiet members notice of one that floods the hub, by turns without and with it. */
public final class Noisy {
    private static final DemoMember LOUD = DemoMember.REGGIO_CALABRIA;
    private static final int MOUTHS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    /** Until the noise is what it will be, and until what it left behind is done. */
    private static final Duration SETTLES = Duration.ofSeconds(2);

    private static final Duration LOUD_ENOUGH = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Pattern ID = Pattern.compile("\"message\":\"([0-9a-f-]{36})\"");

    private final NoisyOptions options;
    private final Ground ground;
    private final Arrivals stamped = new Arrivals();
    private final Arrivals delivered = new Arrivals();

    private Noisy(NoisyOptions options, Ground ground) {
        this.options = options;
        this.ground = ground;
    }

    public static void main(String[] args) throws IOException, JMSException, InterruptedException {
        NoisyOptions options;
        try {
            options = NoisyOptions.of(args);
        } catch (CannotStart e) {
            System.err.println("ops/bench noisy: " + e.getMessage());
            System.exit(1);
            return;
        }
        try (Ground ground = Ground.prepare(options.home(), options.settings());
                Neighbour neighbour =
                        new Neighbour(LOUD.code(), ground.folder().keys(LOUD), ground.amqps(), ground.bindings())) {
            System.out.println(Machine.line(ground.data()));
            System.out.printf(
                    "Quiet members say %d things a second; %d rounds of %d s without noise and %d s with it, taking turns.%n"
                            + "Milliseconds from when a thing was to be said, without → with noise (and their ratio).%n",
                    options.perSecond(),
                    options.rounds(),
                    options.each().toSeconds(),
                    options.each().toSeconds());
            for (Trial trial : options.bindings()) {
                new Noisy(options, ground).measure(trial, neighbour);
            }
        }
        System.exit(0); // the clients' pools are slow to notice that nobody needs them
    }

    private void measure(Trial trial, Neighbour neighbour) throws IOException, JMSException, InterruptedException {
        boolean amqp = trial == Trial.AMQP;
        // who is called has to be there when its tickets come
        try (Recipient _ = amqp ? null : trial.open(ground, delivered)) {
            Notes notes = Notes.by(ground, Tickets.open(ground, trial.recipient(), MOUTHS));
            try (Connection _ = amqp ? receipts() : Trial.drain(ground);
                    Recipient _ = amqp ? trial.open(ground, delivered) : null;
                    Steady steady = new Steady(trial.way(ground), notes, stamped, delivered, !amqp)) {
                steady.speak(options.perSecond());
                System.err.printf("  %s: warming up, %s…%n", trial, WARM_UP);
                Pause.of(WARM_UP);
                for (Kind kind : options.kinds()) {
                    measure(trial, kind, neighbour, steady);
                }
            }
        }
    }

    private void measure(Trial trial, Kind kind, Neighbour neighbour, Steady steady) throws IOException {
        Quiet calm = Quiet.NOTHING;
        Quiet noisy = Quiet.NOTHING;
        int lost = 0;
        String done = "";
        neighbour.begin(trial == Trial.AMQP, kind); // once for nothing: it has to be compiled too
        Pause.of(LOUD_ENOUGH);
        neighbour.silence();
        drain();
        int failed = steady.failed();
        for (int round = 0; round < options.rounds(); round++) {
            calm = calm.and(hear());
            neighbour.begin(trial == Trial.AMQP, kind);
            Pause.of(SETTLES);
            noisy = noisy.and(hear());
            done = neighbour.silence();
            lost += drain();
            System.err.printf(
                    "  %s, %s, round %d of %d; the last noise: %s%n", trial, kind, round + 1, options.rounds(), done);
        }
        System.out.println(Quiet.line(trial + " " + kind, calm, noisy, lost + steady.failed() - failed));
    }

    private Quiet hear() {
        stamped.count(options.each().toNanos());
        delivered.count(options.each().toNanos());
        Pause.of(options.each());
        return new Quiet(stamped.latencies(), delivered.latencies());
    }

    /** Lets what is under way arrive; what has not in the end is lost, and there may be none of it. */
    private int drain() {
        long now = System.nanoTime();
        while (stamped.olderThan(now) + delivered.olderThan(now) > 0 && System.nanoTime() - now < DRAIN.toNanos()) {
            Pause.of(Duration.ofMillis(50));
        }
        Pause.of(SETTLES);
        return stamped.forget(now) + delivered.forget(now);
    }

    /** What the hub tells the sender: the receipts that are waited for. */
    private Connection receipts() throws JMSException {
        Connection connection = ground.connectAsSender();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer own = session.createConsumer(session.createQueue(Addresses.of(Ground.SENDER.code())));
        own.setMessageListener(this::told);
        return connection;
    }

    private void told(Message message) {
        try {
            byte[] body = message.getBody(byte[].class);
            if (Json.MAPPER.readValue(body, Frame.class) instanceof Frame.Receipts receipts) {
                receipts.stamps().forEach(stamp -> stamped.arrived(named(stamp.leaf())));
            }
        } catch (JMSException e) {
            throw new IllegalStateException("a receipt cannot be read", e);
        }
    }

    private static UUID named(String leaf) {
        Matcher found = ID.matcher(leaf);
        if (!found.find()) {
            throw new IllegalStateException("a leaf without a message's id: " + leaf.length());
        }
        return UUID.fromString(found.group(1));
    }
}
