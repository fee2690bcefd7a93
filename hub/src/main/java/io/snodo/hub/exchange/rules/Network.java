package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.refusal.Refusal;
import java.util.Optional;

/** What the rules ask about the network. */
public interface Network {
    boolean isMember(MemberCode code);

    /** Why nothing may be handed to that member as things are; empty if something may. */
    Optional<Refusal> whyClosed(MemberCode code);

    /** Whether that member is on its way out, and begins and takes over nothing. */
    boolean isLeaving(MemberCode code);

    /** Whether {@code from} may hand tickets to {@code to}. */
    boolean mayHandOver(MemberCode from, MemberCode to);

    /** Of the ticket numbers that {@code member} mints; empty for the hub and for nobody's code. */
    Optional<String> prefix(MemberCode member);

    /** Why {@code member} may not attach what it offers, by size or type; empty if it may. */
    Optional<Refusal> whyNotAttach(MemberCode member, AttachmentOffer offer);
}
