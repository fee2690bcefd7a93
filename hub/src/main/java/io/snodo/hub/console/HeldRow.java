package io.snodo.hub.console;

import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A delivery that is held up, as the operator sees it: everything about it but what it says. */
public record HeldRow(
        long id,
        String state,
        String recipient,
        String sender,
        UUID message,
        @Nullable String ticket,
        String type,
        int attempts,
        @Nullable String cause,
        ZonedDateTime since,
        boolean mine) {

    private static final Office NOBODY = new Office.HubAuditor("");

    static HeldRow of(Deliveries.Held held, Function<MemberCode, String> names) {
        return of(held, names, NOBODY);
    }

    /** {@code mine}: the looker may send it again. */
    static HeldRow of(Deliveries.Held held, Function<MemberCode, String> names, Office office) {
        return new HeldRow(
                held.id(),
                switch (held.state()) {
                    case PENDING -> "waiting";
                    case PUT -> "unconfirmed";
                    case PARKED -> "parked";
                },
                names.apply(held.recipient()),
                names.apply(held.sender()),
                held.message(),
                held.ticket() == null ? null : held.ticket().value(),
                held.type(),
                held.attempts(),
                held.cause(),
                held.since().atZone(Network.ZONE),
                office.runsTheHub()
                        || office.body().filter(held.recipient()::equals).isPresent());
    }

    public boolean isParked() {
        return state.equals("parked");
    }
}
