package io.snodo.conformance.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One member's way to the hub and back, over one binding. */
public interface Wire extends AutoCloseable {

    /** Takes what the hub puts out; {@code odd} says what is wrong with how it was put, and is empty otherwise. */
    interface Inbox {
        void frame(byte[] body, String odd);

        /** A call and its answer, whoever has called, for the rules that always hold; not kept. */
        void called(ObjectNode call);
    }

    /**
     * A single call as a case wants it.
     *
     * @param path or the name of the operation
     * @param body the sealed message that it brings, if any
     * @param spoiled how it is wrong; the words are the binding's
     */
    record Call(String method, String path, @Nullable String body, List<String> spoiled, Map<String, String> headers) {}

    /**
     * What was answered.
     *
     * @param headers by their names in lower case
     * @param content the body as JSON, with {@code code} where it is a refusal; missing where it says nothing
     * @param seen what is noted of call and answer, for the report and for the rules that always hold
     */
    record Answer(int status, Map<String, String> headers, JsonNode content, ObjectNode seen) {}

    /** How something is sent. */
    enum Manner {
        /** As the binding wants it. */
        USUAL,
        /** In another form that the binding takes as well. */
        OTHER
    }

    /** Empty if it was taken; otherwise the binding's own no, which is not yet the hub's answer. */
    Optional<String> send(byte[] sealed, String correlation, Manner manner);

    /** Whether the member is kept from this: {@code write}, {@code read} or {@code make}. */
    boolean isForbidden(String deed, String address);

    /** Makes a call, where the binding is one of calls. */
    default Answer call(Call call) throws InterruptedException {
        throw new IllegalArgumentException("this binding knows no calls: " + call.method() + " " + call.path());
    }

    /** The same call, so far prepared that it costs little to make it. */
    default Callable<Answer> prepared(Call call) {
        return () -> call(call);
    }

    /** From now on calls of the hub at the member's endpoint are answered in that manner; empty for as they should. */
    default void declines(String how) {
        if (!how.isEmpty()) {
            throw new IllegalArgumentException("nobody is called over this binding");
        }
    }

    @Override
    void close();
}
