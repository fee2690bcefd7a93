package io.snodo.spoke.desk.agreements;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agreement that names this member, in one version.
 *
 * @param with the others who have accepted this version
 * @param waiting the others who have not
 * @param grantor who alone grants it; absent where each does to each
 * @param replaced whether a newer version is proposed
 * @param last what we said to it last, if we said something
 */
public record OurAgreement(
        Deed deed,
        State state,
        List<MemberCode> with,
        List<MemberCode> waiting,
        @Nullable MemberCode grantor,
        boolean replaced,
        @Nullable Adhesion last) {
    /** How it stands with us. */
    public enum State {
        PROPOSED,
        /** We have accepted, and nobody else yet. */
        ALONE,
        IN_FORCE,
        /** We have left it, or it is proposed no more. */
        ENDED
    }

    /** Whether somebody may accept it here: it is proposed, all its terms can be shown, and nothing is on its way. */
    public boolean isAcceptable() {
        return state == State.PROPOSED && !isOnItsWay() && deed.isWhole();
    }

    public boolean isLeavable() {
        return (state == State.ALONE || state == State.IN_FORCE) && !isOnItsWay();
    }

    public boolean isOnItsWay() {
        return last != null && last.standing() == Adhesion.Standing.ON_ITS_WAY;
    }
}
