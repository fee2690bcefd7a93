package io.snodo.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What steps of more than one kind say in the same words. */
final class Phrases {
    private Phrases() {}

    static List<String> fields(Words words) {
        return words.take("nothing") ? List.of() : words.list("fields");
    }

    static @Nullable List<String> showing(Words words) {
        return words.take("showing") ? fields(words) : null;
    }

    static List<String> levels(Words words) {
        List<String> levels = new ArrayList<>();
        do {
            levels.add(words.take("refused") ? "refused " + words.word("a code") : words.word("a level"));
        } while (words.take("then"));
        return levels;
    }

    static @Nullable String code(Words words) {
        return words.isOver() || words.comesFlow() || words.comes("headers") || words.comes("as")
                ? null
                : words.word("a code");
    }

    static String name(Words words, String otherwise) {
        return words.take("as") ? words.word("a name") : otherwise;
    }
}
