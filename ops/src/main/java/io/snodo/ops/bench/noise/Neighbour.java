package io.snodo.ops.bench.noise;

import io.snodo.messages.MemberCode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The noisy member as a process of its own, and where the system can, one that leaves the processors to others: on another
 * machine it would take nothing of them at all.
 */
public final class Neighbour implements AutoCloseable {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /** {@code keys} are the member's. */
    public Neighbour(MemberCode member, Path keys, URI amqps, URI bindings) throws IOException {
        List<String> command = List.of(
                NICE.toString(),
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NoisyMember.class.getName(),
                member.value(),
                keys.toString(),
                amqps.toString(),
                bindings.toString());
        process = new ProcessBuilder(NICE.toFile().canExecute() ? command : command.subList(3, command.size()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        silence();
    }

    public void begin(boolean amqp, Kind kind) throws IOException {
        order((amqp ? "amqp " : "rest ") + kind.name());
    }

    /** What it came to. */
    public String silence() throws IOException {
        order("");
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the noisy member's process has ended");
        }
        return answer;
    }

    private void order(String line) throws IOException {
        orders.write(line + "\n");
        orders.flush();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
