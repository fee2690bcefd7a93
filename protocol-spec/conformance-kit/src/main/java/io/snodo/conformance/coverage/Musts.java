package io.snodo.conformance.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every numbered sentence of the specification, read from its chapters. */
public final class Musts {
    private static final Pattern NUMBERED = Pattern.compile("(?m)^- \\*\\*(ST-\\d+)\\*\\* (.*(?:\\n  \\S.*)*)");
    private static final Pattern CHAPTER = Pattern.compile("\\]\\(([a-z-]+\\.md)\\)");

    private Musts() {}

    /** @param chapter its file's name */
    public record Must(String number, String chapter, String sentence) {}

    /** By number. The chapters are those that the specification's README names in its table. */
    public static Map<String, Must> all() {
        Map<String, Must> all = new TreeMap<>();
        for (String chapter : chapters()) {
            Matcher sentence = NUMBERED.matcher(text(chapter));
            while (sentence.find()) {
                Must must =
                        new Must(sentence.group(1), chapter, sentence.group(2).replaceAll("\\s+", " "));
                if (all.put(must.number(), must) != null) {
                    throw new IllegalStateException(must.number() + " is given twice");
                }
            }
        }
        return all;
    }

    private static List<String> chapters() {
        return CHAPTER.matcher(text("README.md"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private static String text(String file) {
        try (InputStream in = Musts.class.getResourceAsStream("/conformance/specification/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the kit was built without the chapter " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
