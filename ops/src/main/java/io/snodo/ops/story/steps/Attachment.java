package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.Network;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.Upload;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A file goes from desk to desk though the hub is killed on its way; one that is not what it says is rejected. */
public final class Attachment implements Step {
    private static final int SIZE = 20_000_000;
    private static final Duration LONG = Duration.ofMinutes(3);

    @Override
    public String title() {
        return "A file is attached in Venezia and opened in Parma, kill -9 of the hub in between";
    }

    @Override
    public void play(Stage stage) {
        Network network = stage.network();
        Desk venezia = stage.desk(VENEZIA);
        Desk parma = stage.desk(PARMA);
        TicketNumber number = stage.handedOver().getFirst().number();
        byte[] plan = new byte[SIZE];
        new Random(1).nextBytes(plan);
        byte[] beginning = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(beginning, 0, plan, 0, beginning.length);

        venezia.attach(number, new Upload("file", "pianta.pdf", "application/pdf", plan));
        network.hub().kill();
        stage.say("20 MB attached on " + number + ", the hub killed at once; the desk says: "
                + venezia.file(number, "pianta.pdf"));
        network.restart(network.hub());
        Observe.until(LONG, "the file is free", () -> venezia.file(number, "pianta.pdf"), "free"::equals);
        Observe.until("Parma sees the file", () -> parma.file(number, "pianta.pdf"), "theirs"::equals);
        HttpResponse<byte[]> opened = parma.openFile(number, "pianta.pdf");
        Observe.that(
                opened.statusCode() == 200 && Arrays.equals(opened.body(), plan),
                "Parma opens the very file that Venezia has attached");
        stage.say("the hub is back; the rest came by itself, and Parma opens the very same file");

        byte[] page = "<html><body>nothing</body></html>".getBytes(StandardCharsets.UTF_8);
        venezia.attach(number, new Upload("file", "finta.pdf", "application/pdf", page));
        Observe.until(LONG, "what is no PDF is rejected", () -> venezia.file(number, "finta.pdf"), "rejected"::equals);
        Observe.that(
                parma.openFile(number, "finta.pdf").body().length > 0
                        && !Arrays.equals(parma.openFile(number, "finta.pdf").body(), page),
                "Parma cannot open what was rejected");
        stage.say("a page that says it is a PDF is rejected, and Venezia's desk says so");
    }
}
