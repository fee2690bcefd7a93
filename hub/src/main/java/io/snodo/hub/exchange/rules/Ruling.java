package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rules make of an act. */
public sealed interface Ruling {

    /**
     * It happens.
     *
     * @param readers who may read the event, its sender among them
     * @param newcomer who becomes a party by it and is to be told what the parties know already
     */
    record Happens(
            Ticket ticket,
            Audience audience,
            Set<MemberCode> readers,
            @Nullable MemberCode newcomer) implements Ruling {}

    /** It does not, and nothing changes. */
    record Refused(Refusal refusal) implements Ruling {}

    /** The same for one who may be new to {@code before} by it. */
    default Ruling lettingIn(MemberCode who, Ticket before) {
        return switch (this) {
            case Happens happens
            when !before.parties().contains(who) ->
                new Happens(happens.ticket(), happens.audience(), happens.readers(), who);
            case Happens _, Refused _ -> this;
        };
    }

    static Ruling no(RefusalCode code) {
        return new Refused(Refusal.of(code));
    }
}
