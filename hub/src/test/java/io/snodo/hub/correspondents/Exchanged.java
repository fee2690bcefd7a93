package io.snodo.hub.correspondents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.hub.TestHub;
import io.snodo.hub.exchange.Pen;
import io.snodo.hub.exchange.TicketView;
import io.snodo.hub.exchange.Tickets;
import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Receipt;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TrackingCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A ticket that one member opens and another brings to its end; at each step both check what they can check. */
public record Exchanged(TestHub hub, Correspondent from, Correspondent to) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From open to closed. */
    public void play(int serial) throws Exception {
        Pen opener = Pen.of(hub, from.code());
        Pen holder = Pen.of(hub, to.code());
        TicketNumber number = opener.number(serial);
        said(from, opener.open(number, TrackingCode.random()));
        HandoverOffer offered = new HandoverOffer("vostro", Instant.now().plusSeconds(3600), null);
        Pen.Written offer = opener.act(number, 1, offered, to.code());
        assertThat(said(from, offer).offeredTo()).isEqualTo(to.code());
        heard(to, from, offer);

        Pen.Written accepted = holder.act(number, 1, new HandoverAccept(offer.id()));
        Record certificate = said(to, accepted);
        assertThat(certificate.owner()).isEqualTo(to.code());
        assertThat(certificate.epoch()).isEqualTo(2);
        assertThat(heard(from, to, accepted))
                .as("one certificate of custody, for both")
                .isEqualTo(certificate);
        Pen.Written note = holder.act(number, 2, new NoteAdd("visto", Audience.PARTIES, null));
        said(to, note);
        heard(from, to, note);
        Pen.Written resolved = holder.act(number, 2, new TicketResolve(Outcome.SOLVED, "fatto"));
        assertThat(said(to, resolved).status()).isEqualTo(Status.RESOLVED);
        heard(from, to, resolved);

        Pen.Written confirmed = opener.act(number, 2, new TicketConfirm(null));
        assertThat(said(from, confirmed).status()).isEqualTo(Status.CLOSED);
        assertThat(heard(to, from, confirmed).status()).isEqualTo(Status.CLOSED);
        confirmed(from, to, offer, confirmed);
        confirmed(to, from, accepted, note, resolved);
        for (MemberCode side : List.of(from.code(), to.code())) {
            TicketView end = CurrentTenant.during(
                            side, () -> hub.bean(Tickets.class).find(number))
                    .orElseThrow();
            assertThat(end.status()).isEqualTo(Status.CLOSED);
            assertThat(end.owner()).isEqualTo(to.code());
            assertThat(end.epoch()).isEqualTo(2);
        }
    }

    /** L1: the hub's stamp, on exactly what was said. */
    private Record said(Correspondent by, Pen.Written written) throws Exception {
        Record record = record(by.say(written));
        assertThat(record.message()).isEqualTo(written.id());
        assertThat(record.digest()).isEqualTo(digest(written.jws()));
        assertThat(record.from()).isEqualTo(by.code());
        return record;
    }

    /** Delivered as it was sealed, with the hub's stamp; is confirmed at once. */
    private Record heard(Correspondent by, Correspondent sender, Pen.Written written) throws Exception {
        Frame.Delivery delivery = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find(by, written), Optional::isPresent)
                .orElseThrow();
        byte[] verified = Sealed.read(delivery.message())
                .orElseThrow()
                .verify(hub.seal(sender.code()).verifyKey())
                .orElseThrow();
        assertThat(Json.MAPPER.readValue(verified, Message.class).id()).isEqualTo(written.id());
        Record record = record(delivery.stamp());
        assertThat(record.digest()).isEqualTo(digest(written.jws()));
        by.mention(Pen.of(hub, by.code())
                .say(new Receipt(Stream.of(Receipt.Level.L2, Receipt.Level.L3)
                        .map(level -> new Receipt.Entry(written.id(), record.digest(), level, null))
                        .toList())));
        return record;
    }

    /** L2 and L3, as the sender is told. */
    private static void confirmed(Correspondent sender, Correspondent by, Pen.Written... all) {
        List<Frame.Step> steps = Stream.of(all)
                .map(each -> new Frame.Step(each.id(), by.code(), Receipt.Level.L3, null))
                .toList();
        await().atMost(PATIENCE).until(() -> sender.progress().containsAll(steps));
    }

    private static Optional<Frame.Delivery> find(Correspondent by, Pen.Written written) throws Exception {
        return by.deliveries().stream()
                .filter(each -> each.message().equals(written.jws()))
                .findFirst();
    }

    private Record record(Stamp stamp) {
        return stamp.verify(hub.seal(MemberCode.HUB).verifyKey()).orElseThrow();
    }

    private static String digest(String jws) {
        return Sealed.read(jws).orElseThrow().digest();
    }
}
