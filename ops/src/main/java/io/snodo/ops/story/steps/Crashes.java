package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Network;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.TicketSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parma's spoke and then the hub are killed while messages are under way; everything arrives once and in order. */
public final class Crashes implements Step {
    private final Map<TicketNumber, List<String>> written = new LinkedHashMap<>();
    private int notes;

    @Override
    public String title() {
        return "kill -9 of Parma's spoke and of the hub: everything arrives once, in order";
    }

    @Override
    public void play(Stage stage) {
        Network network = stage.network();
        Desk venezia = stage.desk(VENEZIA);
        Desk parma = stage.desk(PARMA);
        for (int i = 0; i < 3; i++) {
            written.put(stage.takeHandedOver().number(), new ArrayList<>());
        }
        TicketNumber contested = contested(stage);

        write(venezia, 4);
        network.spoke(PARMA).kill();
        write(venezia, 3);
        network.hub().kill();
        write(venezia, 3);
        stage.say(notes + " notes on " + written.size() + " tickets; Parma's spoke killed after 12, the hub after 21");

        race(venezia, stage.desk(BRESCIA), contested);
        network.restart(network.hub());
        network.restart(network.spoke(PARMA));
        stage.say("both are back, the hub on its own data and the database server that was left alone");

        write(venezia, 1);
        parma.logIn(Logins.OPERATOR);
        written.forEach((number, expected) -> {
            TicketSeen seen = parma.see(
                    number,
                    "with all " + expected.size() + " notes",
                    t -> arrived(t).size() >= expected.size());
            Observe.that(
                    arrived(seen).equals(expected),
                    "Parma sees on " + number + " exactly " + expected + ", not " + arrived(seen));
        });
        stage.say("Parma's desk shows all " + notes + " notes exactly once and in order");

        one(stage, contested);
    }

    private void write(Desk desk, int each) {
        for (int i = 0; i < each; i++) {
            written.forEach((number, texts) -> {
                String text = "Nota %03d".formatted(++notes);
                texts.add(text);
                desk.note(number, text, "parties");
            });
        }
    }

    private static List<String> arrived(TicketSeen ticket) {
        return ticket.timeline().stream()
                .filter(line -> line.type().equals("note.add"))
                .map(line -> line.text().replaceAll("(?s).*(Nota \\d{3}).*", "$1"))
                .filter(text -> text.startsWith("Nota "))
                .toList();
    }

    /** A ticket of Venezia's that is on offer to Brescia when the hub goes. */
    private static TicketNumber contested(Stage stage) {
        Desk venezia = stage.desk(VENEZIA);
        Request request = stage.request();
        String contact = venezia.recordContact(request, "027042", "");
        TicketNumber number = venezia.openTicket(contact, request.subject(), "").number();
        venezia.offer(number, BRESCIA, "Per competenza.", Duration.ofMinutes(60));
        Desk brescia = stage.desk(BRESCIA);
        brescia.see(number, "offered to it", t -> t.offeredTo().equals(brescia.code()));
        return number;
    }

    /** With the hub away both desks act on what they know: only one of them can be right. */
    private static void race(Desk venezia, Desk brescia, TicketNumber number) {
        venezia.withdraw(number);
        brescia.accept(number);
    }

    private static void one(Stage stage, TicketNumber number) {
        Desk venezia = stage.desk(VENEZIA);
        Desk brescia = stage.desk(BRESCIA);
        TicketSeen decided = brescia.see(number, "decided", t -> t.offeredTo().isEmpty());
        venezia.see(
                number, "as Brescia sees it", t -> t.owner().equals(decided.owner()) && t.epoch() == decided.epoch());
        Desk loser = decided.owner().equals(brescia.code()) ? venezia : brescia;
        List<String> refused = Observe.until(
                loser.title() + "'s outbox shows what was refused, and why",
                () -> loser.refusals(),
                list -> !list.isEmpty());
        stage.say("of a withdrawal and an acceptance written while the hub was away one came true; " + loser.title()
                + "'s outbox keeps the other as refused: " + refused);
    }
}
