package io.snodo.hub.overflow;

import io.snodo.messages.MemberCode;

/** What should change about who helps whom. */
sealed interface Step {
    record Start(MemberCode busy, MemberCode helper, String queue, String skill) implements Step {}

    record Stop(Episode episode, Episode.Why why) implements Step {}
}
