package io.snodo.conformance.cases;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line of a case asks for. The grammar is in the module's README; {@link Sentences} reads it. */
public sealed interface Step {

    /** A member, or the kit's hub, says something; {@code outcome} is what becomes of it. */
    record Says(String who, Draft draft, Outcome outcome) implements Step {}

    /** A message is made, and sent by a call of its own. */
    record Writes(String who, Draft draft) implements Step {}

    /**
     * The very octets again. {@code who} may be another than the first time.
     *
     * @param showing which of the hidden fields are disclosed this time; as the first time where absent
     */
    record Repeats(String who, String name, @Nullable List<String> showing, Outcome outcome) implements Step {}

    /** A golden example of the specification, with a new id and the names of this network. */
    record Plays(String who, String example, Outcome outcome) implements Step {}

    /** Something that must come to be seen, or must not. */
    record Sees(Expectation expectation) implements Step {}

    /** A receipt of the kit's own, in a member's name. */
    record Acknowledges(
            String who, String name, String level, @Nullable String refusal, Outcome outcome) implements Step {}

    /** Whether the kit answers deliveries to this member by itself. */
    record Receipts(String who, boolean given) implements Step {}

    /** A member's connection goes or comes. */
    record Connection(String who, boolean up) implements Step {}

    /** What the broker must not let a member do: {@code write}, {@code read} or {@code make}. */
    record Forbidden(String who, String deed, String address) implements Step {}

    /** How nobody may connect: {@code without-certificate}, {@code foreign-certificate}, {@code tls-1.1}, {@code plain}. */
    record Unconnected(String how) implements Step {}

    /** A call of the JSON API. {@code token} says how its token is spoiled; empty for a good one. */
    record Asks(
            String who,
            String method,
            String path,
            String token,
            Map<String, Object> headers,
            @Nullable String sends,
            int status,
            @Nullable String code,
            Map<String, Object> content,
            Map<String, Object> answerHeaders,
            String name)
            implements Step {}

    /**
     * A call of the JSON API that brings a part of a file's content, for the offer {@code message}.
     *
     * @param to behind the last octet; less than 0 for the end
     * @param last whether nothing follows
     * @param call its path is still to be said
     */
    record Brings(String content, String message, int from, int to, boolean last, Asks call) implements Step {}

    /** The same call until it is answered as expected. */
    record Awaits(Asks call) implements Step {}

    /** A call that is answered with a part of a file's content. */
    record Fetches(String content, int from, int to, Asks call) implements Step {}

    /** One call of a binding that is one of calls, as a case wants it. {@code spoiled} says how it is wrong, if it is. */
    record Calls(
            String who,
            String method,
            String path,
            @Nullable String sends,
            List<String> spoiled,
            Map<String, Object> headers,
            int status,
            @Nullable String code,
            Map<String, Object> content,
            Map<String, Object> answerHeaders,
            String name)
            implements Step {}

    /** The same call side by side, {@code most} times or until one is answered as expected. */
    record Floods(int most, Calls call) implements Step {}

    /** How a member that is called answers; empty for as it should. */
    record Endpoint(String who, String declines) implements Step {}

    /** The evidence of a ticket, as one member is given it, holds. */
    record Evidence(String who, String ticket) implements Step {}

    /** Time passes. */
    record Pause(Duration duration) implements Step {}

    /** At random, against the model of the messages. */
    record Walk(int steps) implements Step {}

    /** Something odd that the kit's hub puts on the spoke's address. */
    record Puts(Map<String, Object> frame, String name) implements Step {}

    /** In front of a spoke: a member's key is added to, retired or revoked; and how the spoke hears of it at once, if it does. */
    record Keys(String deed, String who, Telling told) implements Step {}

    /** How a registry is told. */
    enum Telling {
        NOT,
        WHOLE,
        CHANGES,
        PARTS
    }

    /** The kit's hub changes: {@code answers}, {@code silent}, {@code gone}, {@code back}. */
    record Hub(String state) implements Step {}

    /** The spoke's driver is asked to make it say something. */
    record Drive(String action, Map<String, Object> about) implements Step {}

    /** The steps of a block once for each word. */
    record Each(List<String> words, List<Case.Line> steps) implements Step {}

    /** What becomes of something that was said. */
    sealed interface Outcome {
        /** Whatever; later steps ask. */
        record Open() implements Outcome {}

        record Recorded(Map<String, Object> record) implements Outcome {}

        /** @param detail a pattern, where it matters */
        record Refused(String code, @Nullable String detail, Map<String, Object> present) implements Outcome {}

        /** By the broker, before the hub has it; or by the hub with the same code. */
        record Rejected(String code) implements Outcome {}

        /** The same stamp as the first time, to the last octet. */
        record SameStamp() implements Outcome {}

        /** In the role of the hub: what the spoke answers, in this order. */
        record Answered(List<String> levels) implements Outcome {}

        /** Nobody answers. */
        record Silence() implements Outcome {}
    }
}
