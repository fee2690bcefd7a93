package io.snodo.ops.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.conformance.Kit;
import io.snodo.hub.HubApplication;
import io.snodo.ops.demo.DemoFolder;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Ports;
import io.snodo.ops.demo.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** A short run of the kit in both roles; {@code ops/conformance} is the long one. */
class ConformanceIT {
    private static final String HUB_CASES =
            "H-(CUS-0[1-4]|CUS-16|SEA-0[1-6]|STA-01|MSG-(08|11|14)|AMQ-0[1-4]|TOG-09|API-03|EVI-01)";
    private static final String SOAP_CASES = "H-(SOA-(0[2-7]|1[2-3]|2[0-3])|CUS-01|RCP-01)";
    private static final String REST_CASES = "H-(RST-(0[1-9]|1[0-2]|17)|CON-02)";
    private static final String SPOKE_CASES = "S-(RCV|CON)-.*|S-KEY-0[124]";

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Ports ports = Ports.free(58_080);
    private DemoFolder folder;

    @BeforeEach
    void furnish() throws IOException {
        folder = new DemoFolder(temporary.resolve("ground"));
        Grounds.furnish(folder, Path.of("../tenants"), "amqp", ports);
    }

    @Test
    void ourHubKeepsWhatItIsAskedInAMinute() {
        try (ConfigurableApplicationContext hub =
                HubApplication.application().run(arguments(new Settings(folder, ports, null).hub()))) {
            int result = kit(
                    HUB_CASES,
                    "--role",
                    "hub",
                    "--hub",
                    "amqps://127.0.0.1:" + ports.broker(),
                    "--api",
                    "http://127.0.0.1:" + ports.hub() + "/",
                    "--members",
                    Grounds.MEMBERS);

            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains(" 0 failed")
                    .doesNotContain("FAILED");
            assertThat(result).isZero();
            assertThat(hub.isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"rest-pull, " + REST_CASES, "soap-pull, " + SOAP_CASES})
    void ourHubKeepsWhatItIsAskedByWhoIsNotConnected(String binding, String cases) throws IOException {
        folder = new DemoFolder(temporary.resolve(binding));
        Grounds.furnish(folder, Path.of("../tenants"), binding, ports);
        try (ConfigurableApplicationContext hub =
                HubApplication.application().run(arguments(new Settings(folder, ports, null).hub()))) {
            int result = kit(
                    cases,
                    "--role",
                    "hub",
                    "--binding",
                    binding,
                    "--bindings-url",
                    "https://localhost:" + ports.bindings() + "/",
                    "--api",
                    "http://127.0.0.1:" + ports.hub() + "/",
                    "--members",
                    Grounds.MEMBERS,
                    binding.startsWith("soap-") ? "--held" : "--api",
                    binding.startsWith("soap-") ? HeldMember.CODE : "http://127.0.0.1:" + ports.hub() + "/");

            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains(" 0 failed")
                    .doesNotContain("FAILED");
            assertThat(result).isZero();
            assertThat(hub.isRunning()).isTrue();
        }
    }

    @Test
    void ourSpokeKeepsWhatItIsAskedInAMinute() throws Exception {
        CompletableFuture<Integer> result = CompletableFuture.supplyAsync(() -> kit(
                SPOKE_CASES,
                "--role",
                "spoke",
                "--port",
                Integer.toString(ports.broker()),
                "--members",
                "c_l736",
                "--prefix",
                "L736"));
        // a process of its own: on this class path hub and spoke would take each other's parts for theirs
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                spokeJar().toString()));
        command.addAll(List.of(arguments(new Settings(folder, ports, null).of(DemoMember.VENEZIA))));
        Process spoke = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("spoke.log").toFile())
                .start();
        try {
            assertThat(result.get(3, TimeUnit.MINUTES))
                    .as(() -> said.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(spoke.isAlive()).isTrue();
        } finally {
            spoke.destroy();
            spoke.waitFor(20, TimeUnit.SECONDS);
            spoke.destroyForcibly();
        }
    }

    private static Path spokeJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../spoke-adapter/target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private int kit(String cases, String... own) {
        List<String> all = new java.util.ArrayList<>(List.of(own));
        all.addAll(List.of(
                "--keys",
                folder.keys().toString(),
                "--cases",
                cases,
                "--patience",
                "40S",
                "--report",
                temporary.resolve("report").toString()));
        return Kit.run(out, all.toArray(String[]::new));
    }

    private static String[] arguments(List<String> settings) {
        return settings.stream().map(setting -> "--" + setting).toArray(String[]::new);
    }
}
