package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import java.util.Optional;

/** What the rules ask about the network. */
public interface Network {
    boolean isMember(MemberCode code);

    /** Whether {@code from} may hand tickets to {@code to}. */
    boolean mayHandOver(MemberCode from, MemberCode to);

    /** Of the ticket numbers that {@code member} mints; empty for the hub and for nobody's code. */
    Optional<String> prefix(MemberCode member);
}
