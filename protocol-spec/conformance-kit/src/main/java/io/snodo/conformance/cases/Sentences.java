package io.snodo.conformance.cases;

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
            return new Step.Pause(Deeds.duration(words));
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
            case "says" -> new Step.Says(who, Deeds.draft(words), Deeds.outcome(words));
            case "writes" -> new Step.Writes(who, Deeds.draft(words));
            case "adds", "retires", "revokes" -> Deeds.keys(verb, words);
            case "repeats" ->
                new Step.Repeats(who, words.word("a message"), Phrases.showing(words), Deeds.outcome(words));
            case "plays" -> new Step.Plays(who, words.word("an example"), Deeds.outcome(words));
            case "acknowledges" -> Deeds.acknowledges(who, words);
            case "gives" -> Deeds.receipts(who, words);
            case "leaves" -> new Step.Connection(who, false);
            case "returns" -> new Step.Connection(who, true);
            case "may" -> Deeds.forbidden(who, words);
            case "asks" -> Deeds.asks(who, words);
            case "awaits" -> new Step.Awaits(Deeds.asks(who, words));
            case "brings" -> Deeds.brings(who, words);
            case "fetches" -> Deeds.fetches(who, words);
            case "calls" -> Deeds.calls(who, words);
            case "floods" -> Deeds.floods(who, words);
            case "declines" -> Deeds.endpoint(who, words, true);
            case "takes" -> Deeds.endpoint(who, words, false);
            case "proves" -> new Step.Evidence(who, words.word("a ticket"));
            case "puts" -> new Step.Puts(words.flow(), Phrases.name(words, "frame"));
            case "is" -> Expected.is(who, words);
            case "hears" -> Expected.hears(who, words);
            case "gets" -> new Step.Sees(Expected.gets(who, words));
            case "answers" -> new Step.Sees(new Expectation.Answered(words.word("a message"), Phrases.levels(words)));
            case "does" -> Expected.doesNot(who, words);
            case "sees" -> Expected.sees(who, words);
            case "tells" -> Expected.tells(words);
            default -> throw words.broken("no such step: " + who + " … ; see the README for those there are");
        };
    }
}
