package io.snodo.spoke.link;

import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.receipt.Root;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Verifies the hub's stamps with the pinned keys: one, or while the hub changes it several. The roots of the last batches are remembered: one signature serves many stamps. */
final class HubSeal {
    private static final int REMEMBERED = 64;

    private final List<KeyRing.Held> keys;
    private final Function<TicketNumber, List<KeyRing.Held>> homes;
    private final Map<String, Root> verified = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Root> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Of a network whose hub has no neighbours. */
    HubSeal(List<VerifyKey> keys) {
        this(keys, _ -> List.of());
    }

    /** {@code homes} has the keys of the hub that decides on a ticket, where that is another than ours. */
    HubSeal(List<VerifyKey> keys, Function<TicketNumber, List<KeyRing.Held>> homes) {
        this.homes = homes;
        this.keys = keys.stream()
                .map(key -> new KeyRing.Held(MemberCode.HUB, key, Validity.ALWAYS))
                .toList();
    }

    /** The pinned key of that id; our operator says how long it counts, by leaving it pinned (ST-508). */
    Optional<KeyRing.Held> key(String keyId, @Nullable TicketNumber ticket) {
        return all(ticket).filter(held -> held.key().keyId().equals(keyId)).findFirst();
    }

    private Stream<KeyRing.Held> all(@Nullable TicketNumber ticket) {
        return ticket == null ? keys.stream() : Stream.concat(keys.stream(), homes.apply(ticket).stream());
    }

    /** What the hub recorded, if it was the hub; of a ticket of another hub's, what that did (ST-746). */
    Optional<Record> verify(Stamp stamp) {
        return root(stamp).flatMap(stamp::verify).or(() -> ofHome(stamp));
    }

    /** Another hub's word counts for its tickets, and for nothing else: least of all is the registry its. */
    static boolean isAboutTicket(Record record) {
        return MessageType.ofWire(record.type())
                .filter(type -> type.subject() == MessageType.Subject.TICKET)
                .isPresent();
    }

    /** The ticket is believed once the stamp holds: then its home's key has vouched for it. */
    private Optional<Record> ofHome(Stamp stamp) {
        @Nullable TicketNumber ticket;
        try {
            Record claimed = Json.MAPPER.readValue(stamp.leaf(), Record.class);
            ticket = isAboutTicket(claimed) ? claimed.ticket() : null;
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return ticket == null
                ? Optional.empty()
                : homes.apply(ticket).stream()
                        .flatMap(held -> stamp.verify(held.key()).stream())
                        .findFirst();
    }

    private Optional<Root> root(Stamp stamp) {
        synchronized (verified) {
            Root known = verified.get(stamp.root());
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Root> root =
                keys.stream().flatMap(held -> stamp.root(held.key()).stream()).findFirst();
        root.ifPresent(r -> {
            synchronized (verified) {
                verified.put(stamp.root(), r);
            }
        });
        return root;
    }
}
