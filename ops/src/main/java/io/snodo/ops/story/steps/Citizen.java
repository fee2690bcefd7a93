package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.ops.story.surfaces.CitizenPage;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.TicketSeen;

/** The citizen follows the ticket with number and code, sees what is meant for citizens, confirms and rates. */
public final class Citizen implements Step {
    private final Handover handover;

    public Citizen(Handover handover) {
        this.handover = handover;
    }

    @Override
    public String title() {
        return "The citizen follows it with number and code, confirms and rates";
    }

    @Override
    public void play(Stage stage) {
        Desk.Opened ticket = handover.ticket();
        Observe.that(
                !CitizenPage.opens(stage.hub(), ticket.number().value(), "2222222222"), "a wrong code opens nothing");
        CitizenPage page = CitizenPage.open(stage.hub(), ticket);
        TicketSeen seen = page.ticket();
        String text = page.text();
        Observe.that(seen.owner().equals(PARMA.code().value()) && text.contains("Parma"), "the page names the holder");
        Observe.that(seen.status().equals("resolved"), "the page says that it is resolved");
        Observe.that(text.contains(Handover.FOR_CITIZEN), "the page shows the note for the citizen");
        Observe.that(!text.contains(Handover.FOR_OFFICES), "the page does not show the note for the offices");
        Observe.that(!page.nextDeadline().isEmpty(), "the page shows the next deadline");
        stage.say("a wrong code opens nothing; the right one shows the holder, the next deadline and the one note");

        page.confirm();
        Observe.until(
                "the citizen's page shows it closed",
                page::ticket,
                t -> t.status().equals("closed"));
        page.rate("satisfied");
        Observe.until("the citizen's page shows the rating", () -> page.isRated(), rated -> rated);
        stage.say("confirmed and rated with one of three faces");

        for (Desk desk : java.util.List.of(stage.desk(VENEZIA), stage.desk(PARMA))) {
            desk.see(
                    ticket.number(),
                    "closed and rated",
                    t -> t.status().equals("closed")
                            && t.timeline().stream()
                                    .anyMatch(line -> line.type().equals("rating.add")));
        }
        stage.say("both desks show it closed and rated");
    }
}
