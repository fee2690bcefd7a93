package io.snodo.hub.exchange.rules;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.refusal.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What the rules ask about the network. */
public interface Network {
    boolean isMember(MemberCode code);

    /** Why nothing may be handed to that member as things are; empty if something may. */
    Optional<Refusal> whyClosed(MemberCode code);

    /** Whether that member is on its way out, and begins and takes over nothing. */
    boolean isLeaving(MemberCode code);

    /** Whether the two may have to do with each other: trial and real never mix. */
    boolean areTogether(MemberCode one, MemberCode other);

    /** Why {@code from} may not hand a ticket of {@code category} to {@code to}: the agreement that is missing. */
    Optional<Refusal> whyNotHandOver(MemberCode from, MemberCode to, String category, Instant now);

    /** Of the ticket numbers that {@code member} mints; empty for the hub and for nobody's code. */
    Optional<String> prefix(MemberCode member);

    /** Whether {@code member} is behind another hub, where contents of files do not go. */
    default boolean isElsewhere(MemberCode member) {
        return false;
    }

    /**
     * Why {@code member} may not attach what it offers to a ticket of {@code parties}, by size or type; empty if it may.
     */
    Optional<Refusal> whyNotAttach(
            MemberCode member, Collection<MemberCode> parties, AttachmentOffer offer, Instant now);
}
