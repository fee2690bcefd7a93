package io.snodo.hub.console;

import io.snodo.hub.delivery.Whereabouts;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a delivery is; {@code place} ends the keys of where that is and of what to do. */
public record WhereRow(
        long id,
        String recipient,
        String sender,
        UUID message,
        @Nullable String ticket,
        String type,
        String place,
        ZonedDateTime since,
        ZonedDateTime recordedAt,
        int attempts,
        @Nullable String cause,
        @Nullable String refusal) {
    static WhereRow of(Whereabouts.Delivery delivery, Function<MemberCode, String> names) {
        return new WhereRow(
                delivery.id(),
                names.apply(delivery.recipient()),
                names.apply(delivery.sender()),
                delivery.message(),
                delivery.ticket() == null ? null : delivery.ticket().value(),
                delivery.type(),
                delivery.place().name().toLowerCase(Locale.ROOT),
                delivery.since().atZone(Network.ZONE),
                delivery.recordedAt().atZone(Network.ZONE),
                delivery.attempts(),
                delivery.cause(),
                delivery.refusal());
    }
}
