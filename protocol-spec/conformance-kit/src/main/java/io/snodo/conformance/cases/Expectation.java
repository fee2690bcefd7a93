package io.snodo.conformance.cases;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must come to be seen, or must not. Names are those of the case; {@link io.snodo.conformance.seen} looks them up. */
public sealed interface Expectation {

    /** L1: the hub's stamp for {@code message}, with at least these fields in its record. */
    record Recorded(String who, String message, Map<String, Object> record) implements Expectation {}

    /** A refusal with this very code. */
    record Refused(
            String who,
            String message,
            String code,
            @Nullable String detail,
            Map<String, Object> present) implements Expectation {}

    /** As {@link Refused}, or by the broker's own outcome. */
    record Rejected(String who, String message, String code) implements Expectation {}

    /** Two stamps or more for {@code message}, all alike. */
    record SameStamp(String who, String message) implements Expectation {}

    /** A delivery of {@code message}, {@code times} times at least. */
    record Hears(String who, String message, Map<String, Object> record, int times) implements Expectation {}

    /** A delivery of {@code message} that discloses these of its hidden fields; {@code again} if one is awaited. */
    record Shown(String who, String message, List<String> fields, boolean again) implements Expectation {}

    /** No delivery of {@code message} that discloses {@code field}, to the end of the run. */
    record NotShown(String who, String message, String field) implements Expectation {}

    /** A delivery of a message that the kit has not sent: of this type, from the hub. */
    record HearsOf(
            String who,
            String type,
            @Nullable String ticket,
            Map<String, Object> record,
            Map<String, Object> body,
            String name)
            implements Expectation {}

    /** No delivery of {@code what}, a message or a ticket, from here to the end of the run. */
    record HearsNot(String who, String what) implements Expectation {}

    /** A step in a {@code progress} frame, {@code times} times at least. */
    record Told(String who, String level, String message, String by, int times) implements Expectation {}

    /** No such step, from the message on to the end of the run. */
    record NotTold(String who, String level, String message, String by) implements Expectation {}

    /** Neither stamp nor refusal for {@code message}, to the end of the run. */
    record Unanswered(String who, String message) implements Expectation {}

    /** These in this order, among whatever else. */
    record InOrder(String who, List<String> messages) implements Expectation {}

    /** The spoke's receipt for what the kit's hub has delivered. */
    record Answered(String message, List<String> levels) implements Expectation {}

    /** No receipt of that level for it. */
    record NotAnswered(String message, String level) implements Expectation {}

    /** Something the spoke says of its own accord. */
    record Said(
            String type, @Nullable String ticket, Map<String, Object> body, Map<String, Object> envelope, String name)
            implements Expectation {}

    /** The same octets again, {@code times} in all. */
    record SaidAgain(String message, int times) implements Expectation {}

    /** Not once more from here on. */
    record SaidNoMore(String message) implements Expectation {}
}
