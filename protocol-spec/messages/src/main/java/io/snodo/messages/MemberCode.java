package io.snodo.messages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A body of the network, named by its IPA code ({@code c_l736}), or {@link #HUB} for the hub itself. */
public record MemberCode(@JsonValue String value) implements Comparable<MemberCode> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{1,15}");

    /** The hub speaks under this name; no member may have it. */
    public static final MemberCode HUB = new MemberCode("hub");

    @JsonCreator
    public MemberCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a member code (2 to 16 of a-z 0-9 _ -): " + value);
        }
    }

    @Override
    public int compareTo(MemberCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
