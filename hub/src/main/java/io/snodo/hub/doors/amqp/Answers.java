package io.snodo.hub.doors.amqp;

import io.snodo.hub.delivery.PassingFrames;
import io.snodo.hub.exchange.Decision;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What goes back by the binding it came by: one frame of receipts a member and portion, one for each refusal. */
record Answers(PassingFrames frames) {

    /** Not refused for anything about it: it is not answered, and comes again from the broker. */
    static boolean comeAgain(Decision decision) {
        return decision instanceof Decision.Refused refused && refused.refusal().code() == RefusalCode.HUB_BUSY;
    }

    void send(List<Letter> letters, List<Decision> decisions) {
        Map<MemberCode, List<Stamp>> receipts = new LinkedHashMap<>();
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            Decision decision = decisions.get(i);
            letter.caller().ifPresent(caller -> {
                switch (decision) {
                    case Decision.Accepted accepted ->
                        receipts.computeIfAbsent(caller, _ -> new ArrayList<>()).add(accepted.stamp());
                    case Decision.Noted _, Decision.Passed _ -> {}
                    case Decision.Refused refused -> frames.send(caller, frame(letter, refused));
                }
            });
        }
        receipts.forEach((caller, stamps) -> frames.send(caller, new Frame.Receipts(stamps)));
    }

    private static Frame frame(Letter letter, Decision.Refused refused) {
        UUID message = refused.message();
        String correlation = letter.correlation();
        return new Frame.Refused(message, correlation, refused.refusal().problem(correlation));
    }
}
