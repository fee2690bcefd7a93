package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverReject;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** This member declines a ticket that was offered to it, and may say who is competent. */
@Component
public class RejectOffer {
    private final Voice voice;

    RejectOffer(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> reject(TicketNumber number, String operator, String reason, @Nullable MemberCode suggests) {
        return voice.say(
                Act.ANSWER,
                number,
                operator,
                present -> Words.of(new HandoverReject(present.offer(), reason, suggests)));
    }
}
