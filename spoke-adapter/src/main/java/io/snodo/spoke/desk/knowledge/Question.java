package io.snodo.spoke.desk.knowledge;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody types to find an answer, made into a query of SQLite's FTS5. Every word is quoted, so nothing typed is
 * ever an operator. Italian and English function words are left out; a longer word loses its last vowel and is sought
 * as a beginning, which makes "rifiuto" find "rifiuti" without a stemmer.
 */
final class Question {
    private static final int MOST_WORDS = 24;
    private static final Set<String> FUNCTION_WORDS = Set.of("""
            a ad ai agli al alla alle allo anche avere c che chi ci cio come con cosa cui d da dai dal dalla dalle dei del
            della delle dello di dove e ed essere fa fare ha hai hanno ho i il in io l la le lo ma me mi mia mie mio nei nel
            nella nelle non o per piu posso puo quale quali quando quanto questa questo se si sia sono su sua sue sugli sui
            sul sulla suo the to un una uno vi vorrei voglio devo deve dell all nell sull
            an and are at be can do does for from have how is it my of on or that this what when where which who with you
            """.strip().split("\\s+"));

    private final List<String> words;

    private Question(List<String> words) {
        this.words = words;
    }

    static Question of(String typed) {
        Set<String> words = Arrays.stream(plain(typed).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 1)
                .limit(200)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> telling = words.stream()
                .filter(word -> !FUNCTION_WORDS.contains(word))
                .limit(MOST_WORDS)
                .toList();
        return new Question(telling);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The FTS5 expression; not to be asked of an empty question. */
    String expression() {
        return words.stream().map(word -> '"' + beginning(word) + "\"*").collect(Collectors.joining(" OR "));
    }

    private static String beginning(String word) {
        char last = word.charAt(word.length() - 1);
        return word.length() > 4 && "aeio".indexOf(last) >= 0 ? word.substring(0, word.length() - 1) : word;
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
