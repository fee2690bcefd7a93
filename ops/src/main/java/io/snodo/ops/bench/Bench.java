package io.snodo.ops.bench;

import io.snodo.ops.demo.CannotStart;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** {@code ops/bench}: our path beside a bare relay, in one run and alternating. */
public final class Bench {

    private final BenchOptions options;
    private final Ground ground;
    private final Notes notes;
    private final Arrivals arrivals = new Arrivals();

    private Bench(BenchOptions options, Ground ground, Notes notes) {
        this.options = options;
        this.ground = ground;
        this.notes = notes;
    }

    public static void main(String[] args)
            throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        BenchOptions options;
        try {
            options = BenchOptions.of(args);
        } catch (CannotStart e) {
            System.err.println("ops/bench: " + e.getMessage());
            System.exit(1);
            return;
        }
        try (Ground ground = Ground.prepare(options.home())) {
            System.out.println(Machine.line(ground.data()));
            System.out.printf(
                    "Durable, over TLS, at most %d in flight a sender; medians of %d rounds of %d s, (a) and (b) taking turns;%n"
                            + "cpu: processor time a message, in this process (members, broker and hub) + in PostgreSQL.%n",
                    Load.IN_FLIGHT, options.rounds(), options.each().toSeconds());
            Tickets tickets = Tickets.open(ground, Collections.max(options.senders()));
            new Bench(options, ground, Notes.by(ground, tickets)).run();
        }
        System.exit(0); // the clients' pools are slow to notice that nobody needs them
    }

    private void run() throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        warmUp();
        for (int senders : options.senders()) {
            List<Measured> relayed = new ArrayList<>();
            List<Measured> ours = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                relayed.add(relayed(senders, options.each()));
                ours.add(ours(senders, options.each()));
            }
            System.out.println(line(senders, Measured.median(relayed), Measured.median(ours)));
        }
        if (options.profile()) {
            profile();
        }
    }

    /** A hub runs for weeks: what its first minute spends on compiling says nothing about it. */
    private void warmUp() throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        int senders = Collections.max(options.senders());
        WarmUp warmUp = WarmUp.begin();
        do {
            relayed(senders, WarmUp.STEP);
            ours(senders, WarmUp.STEP);
        } while (warmUp.goesOn());
        System.out.println(warmUp);
    }

    static String line(int senders, Measured relay, Measured ours) {
        return String.format(
                Locale.ROOT,
                "%2d senders: relay %s | ours %s | ratio %.2f",
                senders,
                figures(relay),
                figures(ours),
                ours.rate() / relay.rate());
    }

    private static String figures(Measured measured) {
        return String.format(
                Locale.ROOT,
                "%,6.0f/s p50 %6.1f ms p99 %6.1f ms cpu %.2f+%.2f ms",
                measured.rate(),
                measured.p50(),
                measured.p99(),
                measured.here(),
                measured.database());
    }

    private Measured relayed(int senders, Duration each) throws JMSException, InterruptedException {
        String sameBytes = notes.next(0).text();
        ground.pauseIntake();
        try (Relay _ = new Relay(ground, arrivals)) {
            return new Load(ground, arrivals, senders).run(_ -> new Load.Parcel(UUID.randomUUID(), sameBytes), each);
        } finally {
            ground.resumeIntake();
        }
    }

    private Measured ours(int senders, Duration each)
            throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        try (OurPath _ = new OurPath(ground, arrivals)) {
            return new Load(ground, arrivals, senders).run(notes::next, each);
        }
    }

    private void profile() throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        int senders = options.senders().getLast();
        Path file = options.home()
                .resolve("ops/target/bench-"
                        + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")) + ".jfr");
        Files.createDirectories(file.getParent());
        try (Profile profile = Profile.begin()) {
            Measured measured = ours(senders, options.each().multipliedBy(2));
            System.out.printf(
                    Locale.ROOT, "Profile of (b) with %d senders (%.0f/s while recording)%n", senders, measured.rate());
            System.out.print(profile.end(file));
        }
    }
}
