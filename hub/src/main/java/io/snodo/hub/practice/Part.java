package io.snodo.hub.practice;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.members.HeldKeys;
import io.snodo.hub.members.PracticePartner;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.seal.Sealed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Says what a practice partner says: under its own seal, and by the rules that hold for all. */
@Component
class Part {
    private static final String BINDING = "practice";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final HeldKeys keys;
    private final Clock clock;

    Part(Exchange exchange, HeldKeys keys, Clock clock) {
        this.exchange = exchange;
        this.keys = keys;
        this.clock = clock;
    }

    /** What came of it: {@link #LATER} is worth another try. */
    enum Outcome {
        DONE,
        REFUSED,
        LATER
    }

    Outcome act(PracticePartner by, TicketNumber ticket, int epoch, TicketBody body, MemberCode... to) {
        return say(by, Message.of(clock, by.code(), List.of(to), ticket, epoch, body));
    }

    Outcome say(PracticePartner by, Body body) {
        return say(by, Message.of(clock, by.code(), List.of(), body));
    }

    private Outcome say(PracticePartner by, Message message) {
        String jws = Sealed.seal(message, keys.of(by.code())).jws();
        try {
            Decision decision =
                    exchange.submit(new Incoming(jws, by.code(), BINDING)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return switch (decision) {
                case Decision.Accepted _, Decision.Noted _, Decision.Passed _ -> Outcome.DONE;
                case Decision.Refused refused ->
                    Catalogue.of(refused.refusal().code()).retryable() ? Outcome.LATER : Outcome.REFUSED;
            };
        } catch (TimeoutException e) {
            return Outcome.LATER;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a practice partner could not speak", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.LATER;
        }
    }
}
