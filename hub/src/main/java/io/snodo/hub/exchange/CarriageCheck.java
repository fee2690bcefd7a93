package io.snodo.hub.exchange;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks of what another hub brings: that it may bring it, both seals, and that they are about the same (ST-744). */
record CarriageCheck(Members members) {

    Checked check(Carriage carriage) {
        Optional<NearHub> near = members.near(carriage.hub());
        if (near.isEmpty()) {
            return unfit(RefusalCode.HUB_FOREIGN, "hub");
        }
        if (members.find(carriage.recipient())
                .filter(member -> member.via() == null)
                .isEmpty()) {
            return unfit(RefusalCode.RECIPIENT_UNKNOWN, carriage.recipient().value());
        }
        Record record = near.get().keys().stream()
                .flatMap(jwk -> carriage.stamp().verify(VerifyKey.ofJwk(jwk)).stream())
                .findFirst()
                .orElse(null);
        if (record == null) {
            return unfit(RefusalCode.SEAL_INVALID, "the hub's stamp");
        }
        if (record.ticket() == null || !members.home(record.ticket()).equals(Optional.of(carriage.hub()))) {
            return unfit(RefusalCode.HUB_FOREIGN, "ticket");
        }
        Sealed sealed = Sealed.read(carriage.jws()).orElse(null);
        if (sealed == null) {
            return unfit(RefusalCode.MESSAGE_MALFORMED, null);
        }
        if (!sealed.digest().equals(record.digest())) {
            return unfit(RefusalCode.SEAL_INVALID, "not the message that was recorded");
        }
        KeyRing.Held key = key(near.get(), record.from(), sealed.keyId()).orElse(null);
        if (key == null) {
            return unfit(RefusalCode.KEY_UNKNOWN, null);
        }
        return sealed.verify(key.key())
                .map(payload -> read(carriage, record, sealed, key, payload))
                .orElseGet(() -> unfit(RefusalCode.SEAL_INVALID, null));
    }

    private static Checked read(Carriage carriage, Record record, Sealed sealed, KeyRing.Held key, byte[] payload) {
        return switch (Reading.of(payload, sealed, record.from())) {
            case Reading.Refused(var id, Refusal refusal) -> new Checked.Unfit(id, refusal);
            case Reading.Ignorable(Message message) -> said(carriage, record, sealed, key, message, null);
            case Reading.Understood(Message message, Body body) -> said(carriage, record, sealed, key, message, body);
        };
    }

    /** Whether the key counted is judged by when the home recorded it (ST-501). */
    private static Checked said(
            Carriage carriage, Record record, Sealed sealed, KeyRing.Held key, Message message, @Nullable Body body) {
        if (!(body instanceof TicketBody)) { // a hub's other words, its registry first of all, are for its own members
            return new Checked.Unfit(message.id(), Refusal.of(RefusalCode.NOT_BETWEEN_HUBS));
        }
        if (!message.id().equals(record.message())
                || !message.type().equals(record.type())
                || !Objects.equals(message.ticket(), record.ticket())) {
            return new Checked.Unfit(message.id(), Refusal.of(RefusalCode.SEAL_INVALID, "record and message"));
        }
        if (!key.validity().covers(record.recordedAt())) {
            return new Checked.Unfit(message.id(), Refusal.of(RefusalCode.KEY_NOT_VALID));
        }
        return new Checked.Fit(
                message,
                body,
                sealed.signed(),
                Veiled.of(sealed, message),
                sealed.digest(),
                key.validity(),
                carriage.recipient(),
                "hub " + carriage.hub(),
                new Carried(carriage.hub(), record, carriage.stamp(), carriage.recipient()));
    }

    /** Of the hub itself, of who is behind it, or of one of ours that has spoken there. */
    private Optional<KeyRing.Held> key(NearHub hub, MemberCode from, String keyId) {
        if (from.equals(MemberCode.HUB)) {
            return hub.keys().stream()
                    .map(VerifyKey::ofJwk)
                    .filter(key -> key.keyId().equals(keyId))
                    .findFirst()
                    .map(key -> new KeyRing.Held(MemberCode.HUB, key, Validity.ALWAYS));
        }
        return members.ownerOf(keyId)
                .filter(held -> held.member().equals(from))
                .filter(held -> members.via(from).map(hub.code()::equals).orElse(true));
    }

    private static Checked unfit(RefusalCode code, @Nullable String detail) {
        return new Checked.Unfit(null, new Refusal(code, detail, null));
    }
}
