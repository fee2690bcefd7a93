package io.snodo.spoke.vocabulary;

import io.snodo.spoke.vocabulary.Vocabulary.Kind;
import java.util.List;

/** What does not survive translation between the office's words and the network's. */
public sealed interface Loss {
    Kind kind();

    /** Several local words become one code: which of them was meant is not told to others, and comes back as the first. */
    record Merged(Kind kind, String code, List<String> words) implements Loss {}

    /** The office has no word for a code: it is shown by the network's name. */
    record Wordless(Kind kind, String code) implements Loss {}
}
