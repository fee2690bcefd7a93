package io.snodo.hub.console;

import io.snodo.hub.overflow.Choice;
import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Why help was asked of one and not of another. */
public record ChoiceRow(HelpRow episode, String queue, int waiting, int high, List<Candidate> candidates) {
    /** {@code verdict} ends the key of its sentence. */
    public record Candidate(String helper, String verdict, int free) {}

    static ChoiceRow of(Choice choice, Function<MemberCode, String> names) {
        return new ChoiceRow(
                HelpRow.of(choice.episode(), names),
                choice.episode().queue(),
                choice.waiting(),
                choice.high(),
                choice.considered().stream()
                        .map(one -> new Candidate(
                                names.apply(one.helper()),
                                one.verdict().name().toLowerCase(Locale.ROOT),
                                one.operatorsFree()))
                        .toList());
    }
}
