package io.snodo.spoke.link;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Reading;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Sealed;
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

        /** The registry copy has no key that counted when it was recorded; a newer one may. */
        record KeyInDoubt(RefusalCode inTheEnd) implements Opened {}
    }

    private static final int REMEMBERED = 2000;

    private final RegistryCopy registry;
    private final HubSeal hub;
    /** What was opened on arrival and is to be applied soon, so that no signature is verified twice. */
    private final Map<String, Remembered> opened = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What came of it by that version of the registry; by another it may be something else. */
    private record Remembered(long registry, Opened opened) {}

    SenderSeal(RegistryCopy registry, HubSeal hub) {
        this.registry = registry;
        this.hub = hub;
    }

    /** Opens a message on its arrival, and remembers it for {@link #takeOut}. */
    Opened open(String jws, Record record) {
        long version = registry.current().version();
        Opened result = read(jws, record);
        if (result instanceof Opened.Good || result instanceof Opened.Droppable) {
            synchronized (opened) {
                opened.put(shown(jws, record), new Remembered(version, result));
            }
        }
        return result;
    }

    /** Opens a message to apply it. */
    Opened takeOut(String jws, Record record) {
        synchronized (opened) {
            Remembered known = opened.remove(shown(jws, record));
            if (known != null && known.registry() == registry.current().version()) {
                return known.opened();
            }
        }
        return read(jws, record);
    }

    /** By digest, and what was disclosed with it: the same message may come with more. */
    private static String shown(String jws, Record record) {
        int end = jws.indexOf('~');
        return end < 0 ? record.digest() : record.digest() + jws.substring(end);
    }

    private Opened read(String jws, Record record) {
        Sealed sealed = Sealed.read(jws).orElse(null);
        if (sealed == null) {
            return bad(RefusalCode.MESSAGE_MALFORMED);
        }
        KeyRing.Held key = key(record, sealed.keyId()).orElse(null);
        if (key == null) {
            return new Opened.KeyInDoubt(RefusalCode.KEY_UNKNOWN);
        }
        byte[] payload = sealed.verify(key.key()).orElse(null);
        if (payload == null) {
            return bad(RefusalCode.SEAL_INVALID);
        }
        return switch (Reading.of(payload, sealed, record.from())) {
            case Reading.Refused(var _, Refusal refusal) -> new Opened.Bad(refusal);
            case Reading.Ignorable(Message message) -> counted(message, record, key, new Opened.Droppable());
            case Reading.Understood(Message message, var _) -> counted(message, record, key, new Opened.Good(message));
        };
    }

    /** By the hub's time, which is evidence; the sender's own would be the forger's (ST-501). */
    private static Opened counted(Message message, Record record, KeyRing.Held key, Opened then) {
        if (!agrees(message, record)) {
            return bad(RefusalCode.SEAL_INVALID);
        }
        return key.validity().covers(record.recordedAt()) ? then : new Opened.KeyInDoubt(RefusalCode.KEY_NOT_VALID);
    }

    private Optional<KeyRing.Held> key(Record record, String keyId) {
        MemberCode sender = record.from();
        return sender.equals(MemberCode.HUB)
                ? hub.key(keyId, HubSeal.isAboutTicket(record) ? record.ticket() : null)
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
