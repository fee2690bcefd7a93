package io.snodo.conformance.cases;

import java.util.List;
import java.util.Map;

/** Reads what is expected: what somebody hears, gets, is told or is shown, and what the spoke says. */
final class Expected {
    private Expected() {}

    static Step tells(Words words) {
        if (words.take("again")) {
            String message = words.word("a message");
            return new Step.Sees(
                    words.take("no", "more")
                            ? new Expectation.SaidNoMore(message)
                            : new Expectation.SaidAgain(message, times(words)));
        }
        String type = words.word("a type");
        String ticket = words.take("on") ? words.word("a ticket") : null;
        Map<String, Object> body = words.take("body") ? words.flow() : Map.of();
        Map<String, Object> envelope = words.take("with") ? words.flow() : Map.of();
        return new Step.Sees(new Expectation.Said(type, ticket, body, envelope, Phrases.name(words, type)));
    }

    private static int times(Words words) {
        int times = 2;
        if (words.comes("2") || words.comes("3") || words.comes("4")) {
            times = words.number("how often");
            words.require("times");
        }
        return times;
    }

    static Step sees(String who, Words words) {
        List<String> fields = Phrases.fields(words);
        words.require("of");
        return new Step.Sees(new Expectation.Shown(who, words.word("a message"), fields, words.take("again")));
    }

    static Step doesNot(String who, Words words) {
        if (words.take("not", "see")) {
            String field = words.word("a field");
            words.require("of");
            return new Step.Sees(new Expectation.NotShown(who, words.word("a message"), field));
        }
        words.require("not", "answer");
        String message = words.word("a message");
        return new Step.Sees(new Expectation.NotAnswered(message, words.word("a level")));
    }

    static Step is(String who, Words words) {
        if (who.equals("hub")) {
            return new Step.Hub(words.word("a state"));
        }
        boolean not = words.take("not");
        words.require("told");
        String level = words.take("refused") ? "refused " + words.word("a code") : words.word("a level");
        words.require("of");
        String message = words.word("a message");
        words.require("by");
        String by = words.word("a member");
        return new Step.Sees(
                not
                        ? new Expectation.NotTold(who, level, message, by)
                        : new Expectation.Told(who, level, message, by, words.take("again") ? 2 : 1));
    }

    static Step hears(String who, Words words) {
        if (words.take("nothing", "of")) {
            return new Step.Sees(new Expectation.HearsNot(who, words.word("a message or a ticket")));
        }
        if (words.take("in", "order")) {
            return new Step.Sees(new Expectation.InOrder(who, words.list("messages")));
        }
        if (words.take("of")) {
            String type = words.word("a type");
            String ticket = words.take("on") ? words.word("a ticket") : null;
            Map<String, Object> record = words.flow();
            Map<String, Object> body = words.take("body") ? words.flow() : Map.of();
            return new Step.Sees(new Expectation.HearsOf(who, type, ticket, record, body, Phrases.name(words, type)));
        }
        String message = words.word("a message");
        Map<String, Object> record = words.flow();
        int times = words.take("again") ? 2 : 1;
        return new Step.Sees(new Expectation.Hears(who, message, record, times));
    }

    static Expectation gets(String who, Words words) {
        if (words.take("L1", "of")) {
            return new Expectation.Recorded(who, words.word("a message"), words.flow());
        }
        if (words.take("no", "answer", "of")) {
            return new Expectation.Unanswered(who, words.word("a message"));
        }
        if (words.take("same", "stamp", "of")) {
            return new Expectation.SameStamp(who, words.word("a message"));
        }
        if (words.take("rejected")) {
            String code = words.word("a code");
            words.require("of");
            return new Expectation.Rejected(who, words.word("a message"), code);
        }
        words.require("refused");
        String code = words.word("a code");
        String detail = words.take("at") ? words.word("a pattern") : null;
        words.require("of");
        return new Expectation.Refused(who, words.word("a message"), code, detail, Map.of());
    }
}
