package io.snodo.hub.exchange;

import static io.snodo.hub.TestHub.PARMA;
import static io.snodo.hub.TestHub.VENEZIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.TestHub;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A ticket from its opening to its confirmation, for any hub: on parts of its own, of somebody else's, in containers. */
public record TicketStory(TestHub hub) {

    public void play() {
        Pen venezia = Pen.of(hub, VENEZIA);
        Pen parma = Pen.of(hub, PARMA);
        TicketNumber number = venezia.number(4711);
        accepted(venezia, venezia.open(number, TrackingCode.random()));
        UUID offer = accepted(
                venezia,
                venezia.act(number, 1, new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null), PARMA));
        accepted(parma, parma.act(number, 1, new HandoverAccept(offer)));
        accepted(parma, parma.act(number, 2, new TicketResolve(Outcome.SOLVED, "fatto")));
        accepted(venezia, venezia.act(number, 2, new TicketConfirm(null)));
        TicketView seen = CurrentTenant.during(
                        VENEZIA, () -> hub.bean(Tickets.class).find(number))
                .orElseThrow();
        assertThat(seen.status()).isEqualTo(Status.CLOSED);
        assertThat(seen.owner()).isEqualTo(PARMA);
        assertThat(seen.sequence()).isEqualTo(5);
    }

    private UUID accepted(Pen by, Pen.Written written) {
        Decision decision = hub.bean(Exchange.class)
                .submit(new Incoming(written.jws(), by.member(), "test"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return written.id();
    }
}
