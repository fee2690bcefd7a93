package io.snodo.spoke.desk.pages;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is called: without where it lay, which some browsers say too, and as it is read (ST-662). */
final class FileName {
    private static final int MOST = 200;
    /** Controls, marks of direction and whatever else is not seen. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private FileName() {}

    static String of(@Nullable String said) {
        String path = Objects.requireNonNullElse(said, "");
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String name = UNSEEN.matcher(last).replaceAll("").strip();
        return name.isEmpty() ? "file" : name.substring(Math.max(0, name.length() - MOST));
    }
}
