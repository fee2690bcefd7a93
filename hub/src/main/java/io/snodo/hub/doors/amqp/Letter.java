package io.snodo.hub.doors.amqp;

import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Line;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a spoke has sent, as the binding carried it.
 *
 * @param caller whom the broker has let in with a certificate; empty where it let in somebody who is no member
 * @param correlation the sender's own id for it in AMQP, by which it knows an answer to what could not be read
 * @param body the text, or why there is none
 */
record Letter(Optional<MemberCode> caller, @Nullable String correlation, Body body) {

    sealed interface Body {
        record Text(String jws) implements Body {}

        record None(RefusalCode why) implements Body {}
    }

    static Letter read(ClientMessage message) {
        return new Letter(caller(message), correlation(message), body(message));
    }

    private static Optional<MemberCode> caller(ClientMessage message) {
        String user = message.getValidatedUserID();
        try {
            return Optional.ofNullable(user).map(MemberCode::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String correlation(ClientMessage message) {
        Object correlation = message.getCorrelationID();
        return correlation == null ? null : correlation.toString();
    }

    private static Body body(ClientMessage message) {
        if (message.getBodySize() > Json.MAX_MESSAGE_BYTES + 16) { // its length stands before a text
            return new Body.None(RefusalCode.MESSAGE_TOO_LARGE);
        }
        try {
            return text(message.getType(), message.getBodyBuffer());
        } catch (IndexOutOfBoundsException e) {
            return new Body.None(RefusalCode.MESSAGE_MALFORMED);
        }
    }

    private static Body text(int type, ActiveMQBuffer buffer) {
        return switch (type) {
            case Message.BYTES_TYPE -> {
                byte[] bytes = new byte[buffer.readableBytes()];
                buffer.readBytes(bytes);
                yield new Body.Text(new String(bytes, StandardCharsets.US_ASCII));
            }
            case Message.TEXT_TYPE -> {
                SimpleString text = buffer.readNullableSimpleString();
                yield text == null ? new Body.None(RefusalCode.MESSAGE_MALFORMED) : new Body.Text(text.toString());
            }
            default -> new Body.None(RefusalCode.MESSAGE_MALFORMED);
        };
    }

    CompletableFuture<Decision> submitTo(Exchange exchange, Line line) {
        if (caller.isEmpty()) {
            return refused(RefusalCode.SENDER_MISMATCH);
        }
        return switch (body) {
            case Body.Text(String jws) -> exchange.submit(new Incoming(jws, caller.get(), "amqp"), line);
            case Body.None(RefusalCode why) -> refused(why);
        };
    }

    private static CompletableFuture<Decision> refused(RefusalCode code) {
        return CompletableFuture.completedFuture(new Decision.Refused(null, Refusal.of(code)));
    }
}
