package io.snodo.conformance.cases;

import io.snodo.conformance.cases.Step.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is done: what a member says, asks, calls, brings or refuses to take, and what comes of it. */
final class Deeds {
    private Deeds() {}

    /** What an answer over HTTP has to be. */
    private record Answer(int status, @Nullable String code, Map<String, Object> content, Map<String, Object> headers) {
        static Answer read(Words words, boolean withContent) {
            words.require("->");
            int status = words.number("a status");
            String code = Phrases.code(words);
            Map<String, Object> content = withContent ? words.flow() : Map.of();
            return new Answer(status, code, content, words.take("headers") ? words.flow() : Map.of());
        }
    }

    static Step acknowledges(String who, Words words) {
        String message = words.word("a message");
        boolean refused = words.take("refused");
        String level = refused ? "refused" : words.word("a level");
        return new Step.Acknowledges(who, message, level, refused ? words.word("a code") : null, outcome(words));
    }

    static Step receipts(String who, Words words) {
        boolean none = words.take("no");
        words.require("receipts");
        return new Step.Receipts(who, !none);
    }

    static Step forbidden(String who, Words words) {
        words.require("not");
        return new Step.Forbidden(who, words.word("a deed"), words.word("an address"));
    }

    static Step brings(String who, Words words) {
        String content = words.word("a content");
        words.require("of");
        String message = words.word("an offer");
        int from = words.take("from") ? words.number("an octet") : 0;
        int to = words.take("to") ? words.number("an octet") : -1;
        boolean last = !words.take("and", "more");
        return new Step.Brings(content, message, from, to, last, asks(who, "PATCH", "", words));
    }

    static Step fetches(String who, Words words) {
        String content = words.word("a content");
        int from = words.take("from") ? words.number("an octet") : 0;
        int to = words.take("to") ? words.number("an octet") : -1;
        words.require("at");
        return new Step.Fetches(content, from, to, asks(who, "GET", words.word("a path"), words));
    }

    static Step.Asks asks(String who, Words words) {
        String method = words.word("a method");
        return asks(who, method, words.word("a path"), words);
    }

    static Step.Asks asks(String who, String method, String path, Words words) {
        String sends = words.take("sending") ? words.word("a message") : null;
        String token = words.take("token") ? words.word("how it is spoiled") : "";
        Map<String, Object> headers = words.take("headers") ? words.flow() : Map.of();
        Answer answer = Answer.read(words, true);
        return new Step.Asks(
                who,
                method,
                path,
                token,
                headers,
                sends,
                answer.status,
                answer.code,
                answer.content,
                answer.headers,
                Phrases.name(words, "answer"));
    }

    static Step calls(String who, Words words) {
        String method = words.word("a method");
        String path = words.word("a path");
        String sends = words.take("sending") ? words.word("a message") : null;
        Map<String, Object> headers = words.take("headers") ? words.flow() : Map.of();
        List<String> spoiled = words.take("spoiled") ? words.list("how") : List.of();
        return called(
                who, method, path, sends, spoiled, headers, Answer.read(words, true), Phrases.name(words, "answer"));
    }

    static Step keys(String deed, Words words) {
        String who = words.word("a member");
        return new Step.Keys(deed, who, words.take("told") ? how(words) : Step.Telling.NOT);
    }

    private static Step.Telling how(Words words) {
        if (words.take("by")) {
            words.require("changes");
            return Step.Telling.CHANGES;
        }
        if (words.take("in")) {
            words.require("parts");
            return Step.Telling.PARTS;
        }
        return Step.Telling.WHOLE;
    }

    static Step floods(String who, Words words) {
        String method = words.word("a method");
        String path = words.word("a path");
        int most = words.number("how often at most");
        Answer answer = Answer.read(words, false);
        return new Step.Floods(most, called(who, method, path, null, List.of(), Map.of(), answer, "answer"));
    }

    static Step endpoint(String who, Words words, boolean declines) {
        words.require("calls");
        return new Step.Endpoint(who, declines ? words.word("how") : "");
    }

    static Draft draft(Words words) {
        String type = words.word("a type");
        String ticket = words.take("on") ? words.word("a ticket") : null;
        List<String> to = words.take("to") ? words.list("members") : List.of();
        Integer epoch = words.take("epoch") ? Integer.valueOf(words.number("an epoch")) : null;
        Map<String, Object> body = words.take("body") ? words.flow() : Map.of();
        Map<String, Object> with = words.take("with") ? words.flow() : Map.of();
        List<String> without = words.take("without") ? words.list("fields") : List.of();
        Map<String, Object> hiding = words.take("hiding") ? words.flow() : Map.of();
        List<String> showing = Phrases.showing(words);
        String name = Phrases.name(words, type);
        List<String> spoiled = words.take("spoiled") ? words.list("how") : List.of();
        return new Draft(type, ticket, to, epoch, body, with, without, hiding, showing, name, spoiled);
    }

    static Outcome outcome(Words words) {
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
            return new Outcome.Answered(Phrases.levels(words));
        }
        words.require("refused");
        String code = words.word("a code");
        @Nullable String detail = words.take("at") ? words.word("a pattern") : null;
        return new Outcome.Refused(code, detail, words.take("present") ? words.flow() : Map.of());
    }

    static Duration duration(Words words) {
        String word = words.word("how long");
        try {
            return Duration.parse("PT" + word);
        } catch (java.time.format.DateTimeParseException e) {
            throw words.broken("not a time: " + word);
        }
    }

    private static Step.Calls called(
            String who,
            String method,
            String path,
            @Nullable String sends,
            List<String> spoiled,
            Map<String, Object> headers,
            Answer answer,
            String name) {
        return new Step.Calls(
                who,
                method,
                path,
                sends,
                spoiled,
                headers,
                answer.status,
                answer.code,
                answer.content,
                answer.headers,
                name);
    }
}
