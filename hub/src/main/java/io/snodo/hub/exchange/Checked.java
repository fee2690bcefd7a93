package io.snodo.hub.exchange;

import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.Validity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message after all the checks that need no state. */
sealed interface Checked {

    /**
     * Well sealed, well formed, from whom it says.
     *
     * @param body absent where the type is not known and its sender lets it be ignored
     * @param jws without disclosures
     * @param veiled what it hides, all of it
     * @param key when the seals of its key count; that they do is not yet checked, because the same message may have been
     *     recorded while they did
     * @param asker the tenant as whom its ticket is looked for: the sender, or for the hub's word the originator
     * @param carried what another hub has recorded of it, where that has decided on it
     */
    record Fit(
            Message message,
            @Nullable Body body,
            String jws,
            List<Veiled> veiled,
            String digest,
            Validity key,
            MemberCode asker,
            String binding,
            @Nullable Carried carried)
            implements Checked {
        /** One that is to be decided here. */
        Fit(
                Message message,
                @Nullable Body body,
                String jws,
                List<Veiled> veiled,
                String digest,
                Validity key,
                MemberCode asker,
                String binding) {
            this(message, body, jws, veiled, digest, key, asker, binding, null);
        }

        /** As its sender sent it. */
        String whole() {
            return message.hidden().isEmpty()
                    ? jws
                    : Sealed.with(jws, veiled.stream().map(Veiled::text).toList());
        }

        boolean answersOffer() {
            return body instanceof HandoverAccept || body instanceof HandoverReject;
        }
    }

    record Unfit(@Nullable UUID message, Refusal refusal) implements Checked {}
}
