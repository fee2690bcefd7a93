package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.spoke.desk.Voice.Words;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The owner takes its offer back before an answer. */
@Component
public class WithdrawOffer {
    private final Voice voice;

    WithdrawOffer(Voice voice) {
        this.voice = voice;
    }

    @Transactional
    public Reply<UUID> withdraw(TicketNumber number, String operator, @Nullable String reason) {
        return voice.say(
                Act.WITHDRAW, number, operator, present -> Words.of(new HandoverWithdraw(present.offer(), reason)));
    }
}
