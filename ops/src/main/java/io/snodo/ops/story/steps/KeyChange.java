package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.authority.DemoAuthority;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Network;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.TicketSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Parma changes its seal key while it writes: both keys count for a time, then the old one is retired. */
public final class KeyChange implements Step {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> written = new ArrayList<>();

    @Override
    public String title() {
        return "Parma changes its seal key at work: nothing is refused or lost, and what the old one sealed stays good";
    }

    @Override
    public void play(Stage stage) {
        Network network = stage.network();
        Desk parma = stage.desk(PARMA);
        TicketNumber number = heldByParma(stage);
        int refusedBefore = parma.refusals().size();
        write(parma, number);
        Forgery underTheOldKey = new Forgery(stage, PARMA); // keeps the key it finds now

        network.hub().stop(PATIENCE);
        write(parma, number);
        Path certificates = network.folder().tenant(PARMA).resolve("certificates");
        changeSeal(network, certificates);
        network.spoke(PARMA).stop(PATIENCE);
        network.restart(network.spoke(PARMA));
        parma.logIn(Logins.OPERATOR);
        write(parma, number);
        network.restart(network.hub());
        write(parma, number);
        arrived(stage.desk(VENEZIA), number);
        Observe.that(parma.refusals().size() == refusedBefore, "nothing of Parma's was refused: " + parma.refusals());
        stage.say(written.size() + " notes, sealed with the old key and with the new one, before and while the hub was"
                + " away: Venezia shows each once and in order, and nothing was refused");

        network.hub().stop(PATIENCE);
        delete(certificates.resolve("seal.pem"));
        network.restart(network.hub());
        write(parma, number);
        parma.offer(number, BRESCIA, "Per competenza.", Duration.ofMinutes(60));
        Desk brescia = stage.desk(BRESCIA);
        brescia.see(number, "offered to it", t -> t.offeredTo().equals(brescia.code()));
        arrived(brescia, number);
        Observe.that(
                brescia.ticket(number).shows("handover.accept", ""),
                "Brescia sees also the acceptance that Parma sealed with its old key");
        stage.say("the old key is retired; Brescia, new to the ticket, takes its whole history, sealed with both");
        BadInput.refused(
                stage.api(PARMA).post(underTheOldKey.note(number, "Con la chiave ritirata.")), "key_not_valid");
        stage.say("a new message under the retired key: key_not_valid");
    }

    private static TicketNumber heldByParma(Stage stage) {
        Desk venezia = stage.desk(VENEZIA);
        Desk parma = stage.desk(PARMA);
        Request request = stage.request();
        String contact = venezia.recordContact(request, "027042", "");
        TicketNumber number = venezia.openTicket(contact, request.subject(), "").number();
        venezia.offer(number, PARMA, "Per competenza.", Duration.ofMinutes(60));
        parma.see(number, "offered to it", t -> t.offeredTo().equals(parma.code()));
        parma.accept(number);
        parma.see(number, "as its own", t -> t.owner().equals(parma.code()));
        return number;
    }

    private void write(Desk parma, TicketNumber number) {
        for (int i = 0; i < 2; i++) {
            String text = "Chiave %03d".formatted(written.size() + 1);
            written.add(text);
            parma.note(number, text, "parties");
        }
    }

    private void arrived(Desk desk, TicketNumber number) {
        TicketSeen seen =
                desk.see(number, "with all " + written.size() + " notes", t -> notes(t).size() >= written.size());
        Observe.that(notes(seen).equals(written), desk.title() + " sees exactly " + written + ", not " + notes(seen));
    }

    private static List<String> notes(TicketSeen ticket) {
        return ticket.timeline().stream()
                .filter(line -> line.type().equals("note.add"))
                .map(line -> line.text().replaceAll("(?s).*(Chiave \\d{3}).*", "$1"))
                .filter(text -> text.startsWith("Chiave "))
                .toList();
    }

    /** The hub is given the new certificate beside the old one, and Parma's spoke the new key in place of its own. */
    private static void changeSeal(Network network, Path certificates) {
        try {
            Path own = network.folder().keys(PARMA);
            Path next = DemoAuthority.in(network.folder().keys(), Clock.systemUTC())
                    .issue(PARMA.code().value() + "-next");
            Files.copy(next.resolve("seal.pem"), certificates.resolve("seal-next.pem"));
            for (String file : List.of("seal.pem", "seal.key")) {
                Files.copy(next.resolve(file), own.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new NotObserved("Parma's key cannot be changed: " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new NotObserved("Parma's old key cannot be retired: " + e.getMessage(), e);
        }
    }
}
