package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.Progress;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.TicketSeen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A ticket goes from Venezia to Parma and is resolved there; then many more change hands. */
public final class Handover implements Step {
    static final String FOR_CITIZEN = "La squadra passa domani mattina.";
    static final String FOR_OFFICES = "Verificare il contratto con la ditta prima di uscire.";
    private static final int MORE = 25;

    private Desk.@Nullable Opened ticket;

    @Override
    public String title() {
        return "A ticket goes from Venezia to Parma, and each desk shows who holds it";
    }

    /** The ticket that Parma has resolved, and its code. */
    Desk.Opened ticket() {
        if (ticket == null) {
            throw new NotObserved("the ticket was never opened");
        }
        return ticket;
    }

    @Override
    public void play(Stage stage) {
        Desk venezia = stage.desk(VENEZIA);
        Desk parma = stage.desk(PARMA);
        Desk.Opened opened = open(stage, venezia);
        ticket = opened;
        TicketNumber number = opened.number();
        venezia.see(
                number,
                "recorded by the hub, in its own hands",
                t -> t.owner().equals(venezia.code()) && t.epoch() == 1);

        venezia.offer(number, PARMA, "L'impianto è gestito da Parma.", Duration.ofMinutes(60));
        TicketSeen offered =
                parma.see(number, "offered to it", t -> t.offeredTo().equals(parma.code()));
        Observe.that(offered.owner().equals(venezia.code()), "who offers stays the owner until the offer is accepted");
        Observe.that(!offered.deadline().isEmpty(), "an offer shows its deadline");
        Observe.that(offered.mentions("L'impianto è gestito da Parma."), "an offer shows its reason");
        stage.say("Parma's desk shows the offer, its reason and its deadline; Venezia still holds " + number);

        parma.accept(number);
        for (Desk desk : List.of(venezia, parma)) {
            desk.see(number, "held by Parma in epoch 2", t -> t.owner().equals(parma.code()) && t.epoch() == 2);
        }
        stage.say("accepted: both desks show Parma as the holder, in epoch 2");

        Observe.until("Parma is told in confidence who has asked", () -> parma.person(number), Desk.PERSON::equals);
        String onTheHub = stage
                .api(VENEZIA)
                .get("/tickets/" + number + "/evidence")
                .json()
                .path("entries")
                .findValuesAsString("message")
                .stream()
                .map(jws -> new String(Base64.getUrlDecoder().decode(jws.split("\\.")[1]), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
        Observe.that(
                onTheHub.contains("\"confidential\":{") && !onTheHub.contains(Desk.PERSON),
                "what the hub holds of the ticket does not name the person");
        stage.say("Parma's desk shows who has asked; the evidence that the hub holds has it encrypted only");

        parma.note(number, FOR_CITIZEN, "citizen");
        parma.note(number, FOR_OFFICES, "parties");
        parma.resolve(number, "Lampada sostituita.");
        venezia.see(
                number,
                "resolved, with both notes",
                t -> t.status().equals("resolved") && t.mentions(FOR_CITIZEN) && t.mentions(FOR_OFFICES));
        stage.say("a note for the citizen and one for the offices, then resolved; Venezia's desk shows all three");

        more(stage, venezia, parma);
    }

    private static void more(Stage stage, Desk venezia, Desk parma) {
        Instant began = Instant.now();
        List<Desk.Opened> many =
                IntStream.range(0, MORE).mapToObj(_ -> open(stage, venezia)).toList();
        many.forEach(t -> venezia.offer(t.number(), PARMA, "Per competenza.", Duration.ofMinutes(60)));
        many.forEach(t ->
                parma.see(t.number(), "offered to it", seen -> seen.offeredTo().equals(parma.code())));
        many.forEach(t -> parma.accept(t.number()));
        many.forEach(t ->
                venezia.see(t.number(), "held by Parma", seen -> seen.owner().equals(parma.code())));
        stage.handedOver().addAll(many);
        stage.say(MORE + " more of the requests opened and handed over in "
                + Progress.seconds(Duration.between(began, Instant.now())));
    }

    private static Desk.Opened open(Stage stage, Desk desk) {
        Request request = stage.request();
        String contact = desk.recordContact(request, "027042", "");
        desk.take(contact);
        return desk.openTicket(contact, request.subject(), "Richiede un sopralluogo.");
    }
}
