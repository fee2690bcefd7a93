package io.snodo.spoke.desk.pages;

import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.calls.PassedCall;
import io.snodo.spoke.link.SentMessage;
import org.jspecify.annotations.Nullable;

/**
 * A call we have passed on, and how far what we told of it has come.
 *
 * @param refusal why not, where it was refused
 * @param keyless nobody can be named to its recipient
 */
record PassedRow(
        PassedCall call, SentMessage.State state, @Nullable RefusalCode refusal, boolean keyless) {

    static PassedRow of(PassedCall call, SentMessage sent, boolean keyless) {
        RefusalCode refusal = sent.state() == SentMessage.State.REFUSED ? sent.refusal() : null;
        return new PassedRow(call, sent.state(), refusal, keyless);
    }
}
