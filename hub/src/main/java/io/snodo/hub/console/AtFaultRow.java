package io.snodo.hub.console;

import io.snodo.hub.federation.Neighbour;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A message that another hub has found at fault: everything about it but what it says; {@code why} ends the key of words. */
public record AtFaultRow(
        long id,
        String hub,
        String sender,
        UUID message,
        @Nullable String ticket,
        int attempts,
        @Nullable String cause,
        String why,
        ZonedDateTime since) {
    /** What somebody can do about it. */
    enum Why {
        /** The other hub finds the message itself wrong. */
        REFUSED,
        TOO_LARGE,
        /** Two hubs pass something on to each other. */
        CONFLICT,
        /** It answered with a stamp that is not under a key we have for it. */
        STAMP,
        OTHER;

        static Why of(@Nullable String cause) {
            return switch (cause) {
                case "hub_refuses_400", "hub_refuses_422" -> REFUSED;
                case "hub_refuses_413" -> TOO_LARGE;
                case "hub_refuses_409" -> CONFLICT;
                case "stamp_invalid" -> STAMP;
                case null -> OTHER;
                default -> OTHER; // causes are words of the lanes, and grow
            };
        }
    }

    static AtFaultRow of(Neighbour.AtFault one, Function<MemberCode, String> names) {
        return new AtFaultRow(
                one.id(),
                names.apply(one.hub()),
                names.apply(one.sender()),
                one.message(),
                one.ticket(),
                one.attempts(),
                one.cause(),
                Why.of(one.cause()).name().toLowerCase(Locale.ROOT),
                one.since().atZone(Network.ZONE));
    }
}
