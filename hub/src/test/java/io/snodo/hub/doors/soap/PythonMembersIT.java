package io.snodo.hub.doors.soap;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snodo.hub.TestHub;
import io.snodo.messages.Json;
import io.snodo.messages.TicketNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Independent eyes: zeep and xmlsec know the WSDL, and nothing of ours. */
class PythonMembersIT {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    static Path folder;

    @Test
    void twoMembersPassATicketOnFromTheDescriptionAlone() throws Exception {
        assumeTrue(
                exits(0, PYTHON, "-c", "import zeep, xmlsec"),
                "Left out: a SOAP client in Python needs the packages python3-zeep and python3-xmlsec");
        try (TestHub hub = TestHub.prepare(folder)) {
            hub.withoutSeal(VENEZIA, "{kind: soap-pull}");
            hub.withoutSeal(PARMA, "{kind: soap-pull}");
            hub.startAgain();
            JsonNode seen = run(hub);

            assertThat(seen.path("members").size()).isEqualTo(4);
            assertThat(seen.path("opened").asString()).isEqualTo("c_l736");
            assertThat(seen.path("description").asString()).isEqualTo("Da tre giorni.\nDi sera è buio <qui>.");
            assertThat(seen.path("accepted").asString()).isEqualTo("c_g337");
            assertThat(seen.path("epoch").asInt()).isEqualTo(2);
            assertThat(seen.path("stale").asString()).isIn("epoch_stale", "owner_only");
            assertThat(seen.path("confirmed").asString()).isEqualTo("closed");
            assertThat(seen.path("heard").toString())
                    .isEqualTo("[\"handover.accept\",\"status.set\",\"ticket.resolve\"]");
            assertThat(seen.path("left").asInt()).isZero();
            assertThat(seen.path("steps").toString()).contains("c_g337 L3");
            assertThat(seen.path("fault").asString()).isEqualTo("not_found");
        }
    }

    private static JsonNode run(TestHub hub) throws IOException, InterruptedException {
        hub.signature(VENEZIA);
        hub.signature(PARMA);
        Path specification = TestHub.projectTenants().resolveSibling("protocol-spec/specification/soap/staffetta.wsdl");
        Path script = Files.write(
                folder.resolve("two_members.py"),
                PythonMembersIT.class
                        .getResourceAsStream("/soap/two_members.py")
                        .readAllBytes());
        Process process = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        specification.toString(),
                        hub.soap().toString(),
                        hub.authority().certificate().getParent().toString(),
                        VENEZIA.value(),
                        PARMA.value(),
                        TicketNumber.mint("L736", 800).value())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Json.MAPPER.readTree(said.lines().toList().getLast());
    }

    private static boolean exits(int code, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == code;
        } catch (IOException e) {
            return false;
        }
    }
}
