package io.snodo.ops.bench.noise;

import io.snodo.messages.MemberCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The noisy member's process: makes noise when a line of its standard input says so, and stops at the next line. */
public final class NoisyMember {
    private NoisyMember() {}

    /** Code, folder of keys, broker, bindings; each line is {@code amqp FLOOD} and the like, an empty one is silence. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Place place = new Place(new MemberCode(args[0]), Path.of(args[1]), URI.create(args[2]), URI.create(args[3]));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    System.out.println("nothing");
                    continue;
                }
                String[] words = line.split(" ", -1);
                Kind kind = Kind.valueOf(words[1]);
                Noise noise = words[0].equals("amqp")
                        ? new AtTheBroker(place).make(kind)
                        : new AtTheBindings(place).make(kind);
                lines.readLine();
                noise.close();
                System.out.println(noise);
            }
        }
        System.exit(0);
    }
}
