package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens what members have sealed, with the keys of the registry copy. Nothing is read that does not verify. */
final class SenderSeal {
    /** What a sealed message turns out to be. */
    sealed interface Opened {
        record Good(Message message) implements Opened {}

        /** Of a type we do not know and may drop. */
        record Droppable() implements Opened {}

        record Bad(Refusal refusal) implements Opened {}

        /** The registry copy does not have the key; a newer one may. */
        record KeyUnknown() implements Opened {}
    }

    private static final int REMEMBERED = 2000;

    private final RegistryCopy registry;
    private final HubSeal hub;
    /** What was opened on arrival and is to be applied soon, by digest, so that no signature is verified twice. */
    private final Map<String, Opened> opened = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > REMEMBERED;
        }
    };

    SenderSeal(RegistryCopy registry, HubSeal hub) {
        this.registry = registry;
        this.hub = hub;
    }

    /** Opens a message on its arrival, and remembers it for {@link #takeOut}. */
    Opened open(String jws, Record record) {
        Opened result = read(jws, record);
        if (result instanceof Opened.Good || result instanceof Opened.Droppable) {
            synchronized (opened) {
                opened.put(record.digest(), result);
            }
        }
        return result;
    }

    /** Opens a message to apply it. */
    Opened takeOut(String jws, Record record) {
        synchronized (opened) {
            Opened known = opened.remove(record.digest());
            if (known != null) {
                return known;
            }
        }
        return read(jws, record);
    }

    private Opened read(String jws, Record record) {
        Sealed sealed = Sealed.read(jws).orElse(null);
        if (sealed == null) {
            return bad(RefusalCode.MESSAGE_MALFORMED);
        }
        VerifyKey key = key(record.from(), sealed.keyId()).orElse(null);
        if (key == null) {
            return new Opened.KeyUnknown();
        }
        byte[] payload = sealed.verify(key).orElse(null);
        if (payload == null) {
            return bad(RefusalCode.SEAL_INVALID);
        }
        return switch (Reading.of(payload, record.from())) {
            case Reading.Refused(var _, Refusal refusal) -> new Opened.Bad(refusal);
            case Reading.Ignorable(Message message) ->
                agrees(message, record) ? new Opened.Droppable() : bad(RefusalCode.SEAL_INVALID);
            case Reading.Understood(Message message, var _) ->
                agrees(message, record) ? new Opened.Good(message) : bad(RefusalCode.SEAL_INVALID);
        };
    }

    private Optional<VerifyKey> key(MemberCode sender, String keyId) {
        return sender.equals(MemberCode.HUB)
                ? Optional.of(hub.key()).filter(key -> key.keyId().equals(keyId))
                : registry.key(sender, keyId);
    }

    private static boolean agrees(Message message, Record record) {
        return message.id().equals(record.message())
                && message.type().equals(record.type())
                && Objects.equals(message.ticket(), record.ticket());
    }

    private static Opened bad(RefusalCode code) {
        return new Opened.Bad(Refusal.of(code));
    }
}
