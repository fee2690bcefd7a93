package io.snodo.ops.bench;

import io.snodo.ops.demo.CannotStart;
import jakarta.jms.Connection;
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

/** {@code ops/bench}: our path over each binding beside a bare relay, in one run and alternating. */
public final class Bench {

    private final BenchOptions options;
    private final Ground ground;
    private final Arrivals arrivals = new Arrivals();
    /** What all bindings have in common is, after the first. */
    private boolean warm;

    private Bench(BenchOptions options, Ground ground) {
        this.options = options;
        this.ground = ground;
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
                            + "over HTTP a sender has one in flight, and asks for its outcome;%n"
                            + "cpu: processor time a message, in this process (members, broker and hub; without the compilers) + in PostgreSQL.%n",
                    Load.IN_FLIGHT, options.rounds(), options.each().toSeconds());
            new Bench(options, ground).run();
        }
        System.exit(0); // the clients' pools are slow to notice that nobody needs them
    }

    private void run() throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        int most = Collections.max(options.senders());
        for (Trial trial : options.bindings()) {
            List<Integer> counts = options.senders(trial);
            if (trial == Trial.AMQP) {
                Notes notes = Notes.by(ground, Tickets.open(ground, trial.recipient(), most));
                measure(trial, counts, notes);
            } else {
                // who is called has to be there when its tickets come
                try (Recipient _ = trial.open(ground, arrivals)) {
                    measure(trial, counts, Notes.by(ground, Tickets.open(ground, trial.recipient(), most)));
                }
            }
        }
    }

    private void measure(Trial trial, List<Integer> counts, Notes notes)
            throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        warmUp(trial, counts.getLast(), notes);
        for (int senders : counts) {
            List<Measured> relayed = new ArrayList<>();
            List<Measured> ours = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                System.err.printf("  %s, %d senders, round %d of %d…%n", trial, senders, round + 1, options.rounds());
                relayed.add(relayed(senders, options.each(), notes));
                ours.add(ours(trial, senders, options.each(), notes));
            }
            System.out.println(line(trial, senders, Measured.median(relayed), Measured.median(ours)));
        }
        if (options.profile()) {
            profile(trial, counts.getLast(), notes);
        }
    }

    /** A hub runs for weeks: what its first minute spends on compiling says nothing about it. */
    private void warmUp(Trial trial, int senders, Notes notes)
            throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        WarmUp warmUp = WarmUp.begin(warm ? WarmUp.ONCE_WARM : WarmUp.LONGEST);
        System.err.printf("  %s: warming up, %s at most…%n", trial, warmUp.longest());
        do {
            if (!warm) {
                relayed(senders, WarmUp.STEP, notes);
            }
            ours(trial, senders, WarmUp.STEP, notes);
        } while (warmUp.goesOn());
        warm = true;
        System.out.println(warmUp);
    }

    static String line(Trial trial, int senders, Measured relay, Measured ours) {
        return String.format(
                Locale.ROOT,
                "%s, %2d senders: relay %s | ours %s | ratio %.2f",
                trial,
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

    private Measured relayed(int senders, Duration each, Notes notes)
            throws IOException, JMSException, InterruptedException {
        String sameBytes = notes.next(0).text();
        ground.pauseIntake();
        try (Relay _ = new Relay(ground, arrivals)) {
            return new Load(ground.data(), Trial.AMQP.way(ground), arrivals, senders)
                    .run(_ -> new Load.Parcel(UUID.randomUUID(), sameBytes), each);
        } finally {
            ground.resumeIntake();
        }
    }

    private Measured ours(Trial trial, int senders, Duration each, Notes notes)
            throws IOException, JMSException, InterruptedException {
        Connection answers = Trial.drain(ground);
        Load load = new Load(ground.data(), trial.way(ground), arrivals, senders);
        try {
            if (trial != Trial.AMQP) {
                return load.run(notes::next, each);
            }
            try (Recipient _ = trial.open(ground, arrivals)) {
                return load.run(notes::next, each);
            }
        } finally {
            answers.close();
        }
    }

    private void profile(Trial trial, int senders, Notes notes)
            throws IOException, JMSException, GeneralSecurityException, InterruptedException {
        Path file = options.home()
                .resolve("ops/target/bench-" + trial + "-"
                        + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")) + ".jfr");
        Files.createDirectories(file.getParent());
        try (Profile profile = Profile.begin()) {
            Measured measured = ours(trial, senders, options.each().multipliedBy(2), notes);
            System.out.printf(
                    Locale.ROOT,
                    "Profile of (b) over %s with %d senders (%.0f/s while recording)%n",
                    trial,
                    senders,
                    measured.rate());
            System.out.print(profile.end(file));
        }
    }
}
