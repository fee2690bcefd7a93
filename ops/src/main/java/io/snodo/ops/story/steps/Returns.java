package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import io.snodo.ops.story.surfaces.Observe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two offers that come to nothing: one is rejected, one expires; the owner stays who it was, and is told. */
public final class Returns implements Step {
    private static final String NO = "Il tratto non è di competenza comunale.";

    private @Nullable TicketNumber expiring;

    @Override
    public String title() {
        return "A rejected offer and an expired one return to Parma, visibly";
    }

    /** The shortest deadline that a desk's form takes is a minute, so its offer is made ahead. */
    @Override
    public void prepare(Stage stage) {
        expiring = stage.takeHandedOver().number();
        stage.desk(PARMA).offer(expiring, BRESCIA, "Confine tra i due comuni.", Duration.ofMinutes(1));
    }

    @Override
    public void play(Stage stage) {
        Desk parma = stage.desk(PARMA);
        Desk brescia = stage.desk(BRESCIA);
        TicketNumber rejected = stage.takeHandedOver().number();
        parma.offer(rejected, BRESCIA, "Sembra la strada provinciale.", Duration.ofMinutes(30));
        brescia.see(rejected, "offered to it", t -> t.offeredTo().equals(brescia.code()));
        brescia.reject(rejected, NO);
        parma.see(
                rejected,
                "back, with Brescia's reason",
                t -> t.offeredTo().isEmpty()
                        && t.owner().equals(parma.code())
                        && t.epoch() == 2
                        && t.shows("handover.reject", NO));
        stage.say("rejected by Brescia: Parma's desk shows the reason, and Parma as the holder");

        if (expiring == null) {
            throw new NotObserved("the offer that should expire was never made");
        }
        TicketNumber late = expiring;
        Observe.until(
                Duration.ofSeconds(150),
                "Parma sees " + late + " back after its deadline",
                () -> parma.ticket(late),
                t -> t.offeredTo().isEmpty()
                        && t.timeline().stream().anyMatch(l -> l.type().equals("handover.expire")));
        parma.see(late, "still held by Parma", t -> t.owner().equals(parma.code()) && t.epoch() == 2);
        Observe.that(
                parma.overview().html().text().contains(late.value()),
                "Parma's overview names the ticket that came back");
        stage.desk(VENEZIA)
                .see(
                        late,
                        "still held by Parma",
                        t -> t.owner().equals(parma.code()) && t.offeredTo().isEmpty());
        stage.say(
                "expired after its minute: Parma's timeline and overview show it, Venezia still sees Parma as the holder");
    }
}
