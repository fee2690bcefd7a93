package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;
import java.util.List;

/** What should change about who helps whom. */
sealed interface Step {
    /** {@code reading} is what the busy member said, {@code considered} all who might have helped. */
    record Start(
            MemberCode busy,
            MemberCode helper,
            String queue,
            String skill,
            Reading reading,
            List<Considered> considered)
            implements Step {}

    record Stop(Episode episode, Episode.Why why) implements Step {}
}
