package io.snodo.ops.bench;

import io.snodo.hub.HubApplication;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.demo.CannotStart;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Premises;
import io.snodo.ops.demo.Settings;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ops/bench members}: what the registry costs when the network is small, and when it is large. */
public final class MembersBench {
    private final Path home;
    private final int listening;
    /** By what was measured, one figure for each size of the network. */
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private MembersBench(Path home, int listening) {
        this.home = home;
        this.listening = listening;
    }

    public static void main(String[] args)
            throws IOException, GeneralSecurityException, JMSException, InterruptedException {
        Path home = Path.of("").toAbsolutePath();
        List<Integer> counts = List.of(10, 8000);
        int agreements = 200_000;
        int listening = 8;
        try {
            Iterator<String> rest = List.of(args).iterator();
            while (rest.hasNext()) {
                String option = rest.next();
                switch (option) {
                    case "--home" ->
                        home = Path.of(rest.next()).toAbsolutePath().normalize();
                    case "--counts" ->
                        counts = Arrays.stream(rest.next().split(","))
                                .map(Integer::valueOf)
                                .toList();
                    case "--agreements" -> agreements = Integer.parseInt(rest.next());
                    case "--listening" -> listening = Integer.parseInt(rest.next());
                    default -> throw new CannotStart("there is no option " + option + "; see ops/bench --help");
                }
            }
        } catch (NumberFormatException | CannotStart e) {
            System.err.println("ops/bench members: " + e.getMessage());
            System.exit(1);
            return;
        }
        MembersBench bench = new MembersBench(home, listening);
        for (int members : counts) {
            bench.measure(members, Math.max(1, agreements / Collections.max(counts)));
        }
        bench.print(counts);
        System.exit(0);
    }

    private void measure(int members, int agreementsEach)
            throws IOException, GeneralSecurityException, JMSException, InterruptedException {
        DemoFolder folder = new DemoFolder(Files.createDirectories(home.resolve(".bench")));
        folder.delete();
        Files.createDirectories(folder.root());
        try {
            Premises.furnish(folder, home.resolve("tenants"), Clock.systemUTC());
            Crowd crowd = new Crowd(folder, members, agreementsEach);
            System.err.printf("  %d members: making them…%n", members);
            crowd.move(listening);
            if (figures.isEmpty()) {
                System.out.println(Machine.line(folder.root()));
                System.err.println("  once for nothing, so that classes are loaded…");
                start(folder).close();
            }
            measure(crowd);
        } finally {
            folder.delete();
        }
    }

    private void measure(Crowd crowd) throws IOException, GeneralSecurityException, JMSException, InterruptedException {
        System.err.printf("  %d members: first start…%n", crowd.members());
        clean(crowd.folder());
        ConfigurableApplicationContext hub = timed("first start of the hub, s", crowd);
        hub.close();
        System.err.printf("  %d members: next start…%n", crowd.members());
        hub = timed("next start, nothing changed, s", crowd);
        try (Ears ears = new Ears()) {
            note(
                    "agreements in the registry",
                    hub.getBean(Members.class).registry().agreements().size());
            note("heap in use after it, MiB", heap());
            for (int number = 0; number < Math.min(listening, crowd.size()); number++) {
                ears.listen(
                        URI.create("amqps://127.0.0.1:" + broker(hub)),
                        crowd.folder().keys().resolve(Crowd.code(number).value()),
                        Crowd.code(number));
            }
            for (int round = 0; round < 3; round++) { // the last counts: the first ones compile
                boolean last = round == 2;
                String phone = "000 10000" + round;
                change(
                        hub,
                        ears,
                        crowd,
                        "a telephone number",
                        "phone: \"\\+39 [0-9 ]*\"",
                        "phone: \"+39 " + phone + "\"",
                        last);
                change(
                        hub,
                        ears,
                        crowd,
                        "one agreement",
                        "agreements: \\[(\\{kind: overflow[^}]*\\}, )?",
                        "agreements: ["
                                + (round % 2 == 0 ? "{kind: overflow, skills: [tributi], grantsTo: [c_l736]}, " : ""),
                        last);
                revoke(hub, Crowd.code(crowd.size() - 1 - round), last);
            }
            System.err.printf("  %d members: the console…%n", crowd.members());
            ConsoleVisit visit = new ConsoleVisit(
                    URI.create("http://127.0.0.1:" + hub.getEnvironment().getProperty("server.port")));
            visit.logIn();
            note("console, overview, ms", visit.median("/console").toMillis());
            note("console, members, ms", visit.median("/console/members").toMillis());
            note(
                    "console, one member, ms",
                    visit.median("/console/members/c_l736").toMillis());
        } finally {
            hub.close();
        }
    }

    private void change(
            ConfigurableApplicationContext hub,
            Ears ears,
            Crowd crowd,
            String what,
            String from,
            String to,
            boolean counts)
            throws IOException, JMSException {
        Path file = crowd.file(0);
        Files.writeString(file, Files.readString(file).replaceFirst(from, to));
        Path data = crowd.folder().root();
        ProcessorTime before = ProcessorTime.now(data);
        long began = System.nanoTime();
        int changes = hub.getBean(Registrar.class).apply("bench", _ -> {}).size();
        long applied = System.nanoTime();
        if (changes != 1) {
            throw new IllegalStateException(changes + " changes by " + what);
        }
        List<Integer> octets = new ArrayList<>();
        long heard = ears.heard(hub.getBean(Members.class).registry().version(), octets);
        ProcessorTime took = ProcessorTime.now(data).since(before);
        if (counts) {
            note(what + ": folder read and applied, ms", (applied - began) / 1e6);
            note(what + ": from then until the last has heard, ms", Math.max(0, heard - applied) / 1e6);
            note(what + ": processor time of the hub, ms", took.here().toMillis());
            note(what + ": processor time of PostgreSQL, ms", took.database().toMillis());
            note(what + ": octets of the frame", octets.getFirst());
        }
    }

    /** When this returns no door of this node takes what that key has sealed. */
    private void revoke(ConfigurableApplicationContext hub, MemberCode member, boolean counts) {
        Members members = hub.getBean(Members.class);
        String key = VerifyKey.ofJwk(members.find(member).orElseThrow().keys().getFirst())
                .keyId();
        long began = System.nanoTime();
        boolean revoked = hub.getBean(Registrar.class).revoke(member, key, "bench", "measured", () -> {});
        double took = (System.nanoTime() - began) / 1e6;
        if (!revoked || members.ownerOf(key).orElseThrow().validity().until() == null) {
            throw new IllegalStateException("the key of " + member + " counts still");
        }
        if (counts) {
            note("a seal key revoked: until no door takes it, ms", took);
        }
    }

    private ConfigurableApplicationContext timed(String what, Crowd crowd) {
        ProcessorTime before = ProcessorTime.now(crowd.folder().root());
        long began = System.nanoTime();
        ConfigurableApplicationContext hub = start(crowd.folder());
        note(what, (System.nanoTime() - began) / 1e9);
        note(
                what.replace(", s", ": processor time of the hub, s"),
                ProcessorTime.now(crowd.folder().root()).since(before).here().toMillis() / 1e3);
        return hub;
    }

    private static ConfigurableApplicationContext start(DemoFolder folder) {
        List<String> settings = new Settings(folder, Ports.free(38_080), null).hub();
        return HubApplication.application()
                .run(settings.stream().map(s -> "--" + s).toArray(String[]::new));
    }

    private static String broker(ConfigurableApplicationContext hub) {
        return String.valueOf(hub.getEnvironment().getProperty("snodo.broker.port"));
    }

    /** A hub that has never been: but for who may log in. */
    private static void clean(DemoFolder folder) throws IOException {
        Path operators = folder.hub().resolve("operators.yaml");
        String known = Files.readString(operators);
        try (Stream<Path> walk = Files.walk(folder.hub())) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        Files.createDirectories(folder.hub());
        Files.writeString(operators, known);
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024;
    }

    private void note(String what, double figure) {
        figures.computeIfAbsent(what, _ -> new ArrayList<>()).add(figure);
        System.err.printf("    %s: %.1f%n", what, figure);
    }

    private void print(List<Integer> counts) {
        System.out.printf("%-66s", "members");
        counts.forEach(count -> System.out.printf("%12d", count));
        System.out.printf("%10s%n", "ratio");
        figures.forEach((what, row) -> {
            System.out.printf("%-66s", what);
            row.forEach(figure -> System.out.printf("%12.1f", figure));
            System.out.printf("%10.1f%n", row.getLast() / Math.max(0.1, row.getFirst()));
        });
        System.out.println(
                "Figures in one process with the listening members; on a busy machine they measure the machine, ratios less so. "
                        + Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())
                                .toMinutes() + " minutes.");
    }
}
