package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.REGGIO_CALABRIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.Pause;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Console;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Brescia's queue grows past its mark and Reggio Calabria helps, until Brescia is calm again; once, not by turns. */
public final class Overflow implements Step {
    private static final int HIGH = 5;
    private static final int LOW = 2;
    /** Longer than a queue's state takes to the hub and an answer takes back. */
    private static final Duration BEAT = Duration.ofMillis(1500);

    private final Deque<String> waiting = new ArrayDeque<>();

    @Override
    public String title() {
        return "Brescia's queue overflows to Reggio Calabria, and stops when it is calm, without flapping";
    }

    @Override
    public void play(Stage stage) {
        Desk brescia = stage.desk(BRESCIA);
        Desk reggio = stage.desk(REGGIO_CALABRIA);
        try (HelpWatch watch = new HelpWatch(stage)) {
            while (waiting.size() < HIGH) {
                arrives(brescia);
            }
            Observe.until("help is proposed", watch::starts, starts -> starts == 1);
            String next = arrives(brescia);
            Observe.that(
                    brescia.proposedTo(next).equals(reggio.code()),
                    "a new contact is proposed to Reggio Calabria at once");
            stage.say("with " + HIGH + " waiting, new contacts are proposed to Reggio Calabria");

            waiting.remove(next);
            TicketNumber lent = brescia.lend(next).number();
            reggio.see(lent, "offered for overflow", t -> t.offeredTo().equals(reggio.code()));
            reggio.accept(lent);
            brescia.see(lent, "held by Reggio Calabria", t -> t.owner().equals(reggio.code()));
            stage.lent(lent);
            stage.say("one is lent: Reggio Calabria accepts " + lent + " and holds it");

            for (int swing = 0; swing < 3; swing++) {
                leaves(brescia);
                Pause.of(BEAT);
                arrives(brescia);
                Pause.of(BEAT);
            }
            watch.expect(1, 0, "while the queue swings about its upper mark");
            while (waiting.size() > LOW) {
                leaves(brescia);
            }
            Observe.until("help ends", watch::stops, stops -> stops == 1);
            for (int swing = 0; swing < 2; swing++) {
                String again = arrives(brescia);
                Observe.that(brescia.proposedTo(again).isEmpty(), "a new contact is proposed to nobody");
                Pause.of(BEAT);
                leaves(brescia);
                Pause.of(BEAT);
            }
            watch.expect(1, 1, "after the queue has swung about its lower mark too");
            List<String> episodes = Console.logIn(stage.hub()).help();
            Observe.that(episodes.equals(List.of("ended")), "the console shows one episode, ended: " + episodes);
            stage.say("the queue swings about both marks: desk and console show exactly one start and one stop");
        }
        while (!waiting.isEmpty()) {
            leaves(brescia);
        }
    }

    private String arrives(Desk desk) {
        String contact =
                desk.recordContact(new Request("0", "phone", "tributi", "Avviso di pagamento TARI"), "017029", "");
        waiting.add(contact);
        return contact;
    }

    private void leaves(Desk desk) {
        String contact = waiting.remove();
        desk.take(contact);
        desk.close(contact, "Spiegato al telefono.");
    }
}
