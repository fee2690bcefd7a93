package io.snodo.conformance.cases;

import io.snodo.conformance.cases.Step.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads steps. Each begins with who does something: a member, {@code hub}, {@code spoke}, {@code nobody}. */
final class Sentences {
    private Sentences() {}

    /** Of a step's text without the blocks below it. */
    static Step read(String text, Case.Place place) {
        Words words = new Words(text, place);
        Step step = step(words);
        words.end();
        return step;
    }

    private static Step step(Words words) {
        if (words.take("pause")) {
            return new Step.Pause(duration(words));
        }
        if (words.take("walk")) {
            return new Step.Walk(words.number("how many steps"));
        }
        if (words.take("nobody", "connects")) {
            return new Step.Unconnected(words.word("how"));
        }
        if (words.take("driver")) {
            return new Step.Drive(words.word("an action"), words.flow());
        }
        String who = words.word("who acts");
        String verb = words.word("a verb");
        return switch (verb) {
            case "says" -> new Step.Says(who, draft(words), outcome(words));
            case "writes" -> new Step.Writes(who, draft(words));
            case "adds", "retires", "revokes" -> keys(verb, words);
            case "repeats" -> new Step.Repeats(who, words.word("a message"), showing(words), outcome(words));
            case "plays" -> new Step.Plays(who, words.word("an example"), outcome(words));
            case "acknowledges" -> acknowledges(who, words);
            case "gives" -> receipts(who, words);
            case "leaves" -> new Step.Connection(who, false);
            case "returns" -> new Step.Connection(who, true);
            case "may" -> forbidden(who, words);
            case "asks" -> asks(who, words);
            case "awaits" -> new Step.Awaits(asks(who, words));
            case "brings" -> brings(who, words);
            case "fetches" -> fetches(who, words);
            case "calls" -> calls(who, words);
            case "floods" -> floods(who, words);
            case "declines" -> endpoint(who, words, true);
            case "takes" -> endpoint(who, words, false);
            case "proves" -> new Step.Evidence(who, words.word("a ticket"));
            case "puts" -> new Step.Puts(words.flow(), name(words, "frame"));
            case "is" -> is(who, words);
            case "hears" -> hears(who, words);
            case "gets" -> new Step.Sees(gets(who, words));
            case "answers" -> new Step.Sees(new Expectation.Answered(words.word("a message"), levels(words)));
            case "does" -> doesNot(who, words);
            case "sees" -> sees(who, words);
            case "tells" -> tells(words);
            default -> throw words.broken("no such step: " + who + " … ; see the README for those there are");
        };
    }

    private static Step tells(Words words) {
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
        return new Step.Sees(new Expectation.Said(type, ticket, body, envelope, name(words, type)));
    }

    private static int times(Words words) {
        int times = 2;
        if (words.comes("2") || words.comes("3") || words.comes("4")) {
            times = words.number("how often");
            words.require("times");
        }
        return times;
    }

    private static Step sees(String who, Words words) {
        List<String> fields = fields(words);
        words.require("of");
        return new Step.Sees(new Expectation.Shown(who, words.word("a message"), fields, words.take("again")));
    }

    private static List<String> fields(Words words) {
        return words.take("nothing") ? List.of() : words.list("fields");
    }

    private static @Nullable List<String> showing(Words words) {
        return words.take("showing") ? fields(words) : null;
    }

    private static Step doesNot(String who, Words words) {
        if (words.take("not", "see")) {
            String field = words.word("a field");
            words.require("of");
            return new Step.Sees(new Expectation.NotShown(who, words.word("a message"), field));
        }
        words.require("not", "answer");
        String message = words.word("a message");
        return new Step.Sees(new Expectation.NotAnswered(message, words.word("a level")));
    }

    private static List<String> levels(Words words) {
        List<String> levels = new ArrayList<>();
        do {
            levels.add(words.take("refused") ? "refused " + words.word("a code") : words.word("a level"));
        } while (words.take("then"));
        return levels;
    }

    private static Step is(String who, Words words) {
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

    private static Step hears(String who, Words words) {
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
            return new Step.Sees(new Expectation.HearsOf(who, type, ticket, record, body, name(words, type)));
        }
        String message = words.word("a message");
        Map<String, Object> record = words.flow();
        int times = words.take("again") ? 2 : 1;
        return new Step.Sees(new Expectation.Hears(who, message, record, times));
    }

    private static Expectation gets(String who, Words words) {
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

    private static Step acknowledges(String who, Words words) {
        String message = words.word("a message");
        boolean refused = words.take("refused");
        String level = refused ? "refused" : words.word("a level");
        return new Step.Acknowledges(who, message, level, refused ? words.word("a code") : null, outcome(words));
    }

    private static Step receipts(String who, Words words) {
        boolean none = words.take("no");
        words.require("receipts");
        return new Step.Receipts(who, !none);
    }

    private static Step forbidden(String who, Words words) {
        words.require("not");
        return new Step.Forbidden(who, words.word("a deed"), words.word("an address"));
    }

    private static Step brings(String who, Words words) {
        String content = words.word("a content");
        words.require("of");
        String message = words.word("an offer");
        int from = words.take("from") ? words.number("an octet") : 0;
        int to = words.take("to") ? words.number("an octet") : -1;
        boolean last = !words.take("and", "more");
        return new Step.Brings(content, message, from, to, last, asks(who, "PATCH", "", words));
    }

    private static Step fetches(String who, Words words) {
        String content = words.word("a content");
        int from = words.take("from") ? words.number("an octet") : 0;
        int to = words.take("to") ? words.number("an octet") : -1;
        words.require("at");
        return new Step.Fetches(content, from, to, asks(who, "GET", words.word("a path"), words));
    }

    private static Step.Asks asks(String who, Words words) {
        String method = words.word("a method");
        return asks(who, method, words.word("a path"), words);
    }

    private static Step.Asks asks(String who, String method, String path, Words words) {
        String sends = words.take("sending") ? words.word("a message") : null;
        String token = words.take("token") ? words.word("how it is spoiled") : "";
        Map<String, Object> headers = words.take("headers") ? words.flow() : Map.of();
        words.require("->");
        int status = words.number("a status");
        String code = code(words);
        Map<String, Object> content = words.flow();
        Map<String, Object> answer = words.take("headers") ? words.flow() : Map.of();
        return new Step.Asks(
                who, method, path, token, headers, sends, status, code, content, answer, name(words, "answer"));
    }

    private static Step calls(String who, Words words) {
        String method = words.word("a method");
        String path = words.word("a path");
        String sends = words.take("sending") ? words.word("a message") : null;
        Map<String, Object> headers = words.take("headers") ? words.flow() : Map.of();
        List<String> spoiled = words.take("spoiled") ? words.list("how") : List.of();
        words.require("->");
        int status = words.number("a status");
        String code = code(words);
        Map<String, Object> content = words.flow();
        Map<String, Object> answer = words.take("headers") ? words.flow() : Map.of();
        return new Step.Calls(
                who, method, path, sends, spoiled, headers, status, code, content, answer, name(words, "answer"));
    }

    private static Step keys(String deed, Words words) {
        String who = words.word("a member");
        return new Step.Keys(deed, who, words.take("told"));
    }

    private static Step floods(String who, Words words) {
        String method = words.word("a method");
        String path = words.word("a path");
        int most = words.number("how often at most");
        words.require("->");
        int status = words.number("a status");
        String code = code(words);
        Map<String, Object> answer = words.take("headers") ? words.flow() : Map.of();
        return new Step.Floods(
                most,
                new Step.Calls(who, method, path, null, List.of(), Map.of(), status, code, Map.of(), answer, "answer"));
    }

    private static Step endpoint(String who, Words words, boolean declines) {
        words.require("calls");
        return new Step.Endpoint(who, declines ? words.word("how") : "");
    }

    private static @Nullable String code(Words words) {
        return words.isOver() || words.comesFlow() || words.comes("headers") || words.comes("as")
                ? null
                : words.word("a code");
    }

    private static Draft draft(Words words) {
        String type = words.word("a type");
        String ticket = words.take("on") ? words.word("a ticket") : null;
        List<String> to = words.take("to") ? words.list("members") : List.of();
        Integer epoch = words.take("epoch") ? Integer.valueOf(words.number("an epoch")) : null;
        Map<String, Object> body = words.take("body") ? words.flow() : Map.of();
        Map<String, Object> with = words.take("with") ? words.flow() : Map.of();
        List<String> without = words.take("without") ? words.list("fields") : List.of();
        Map<String, Object> hiding = words.take("hiding") ? words.flow() : Map.of();
        List<String> showing = showing(words);
        String name = name(words, type);
        List<String> spoiled = words.take("spoiled") ? words.list("how") : List.of();
        return new Draft(type, ticket, to, epoch, body, with, without, hiding, showing, name, spoiled);
    }

    private static String name(Words words, String otherwise) {
        return words.take("as") ? words.word("a name") : otherwise;
    }

    private static Outcome outcome(Words words) {
        if (!words.take("->")) {
            return new Outcome.Open();
        }
        if (words.take("recorded")) {
            return new Outcome.Recorded(words.flow());
        }
        if (words.take("same", "stamp")) {
            return new Outcome.SameStamp();
        }
        if (words.take("silence")) {
            return new Outcome.Silence();
        }
        if (words.take("rejected")) {
            return new Outcome.Rejected(words.word("a code"));
        }
        if (words.take("answered")) {
            return new Outcome.Answered(levels(words));
        }
        words.require("refused");
        String code = words.word("a code");
        @Nullable String detail = words.take("at") ? words.word("a pattern") : null;
        return new Outcome.Refused(code, detail, words.take("present") ? words.flow() : Map.of());
    }

    private static Duration duration(Words words) {
        String word = words.word("how long");
        try {
            return Duration.parse("PT" + word);
        } catch (java.time.format.DateTimeParseException e) {
            throw words.broken("not a time: " + word);
        }
    }
}
