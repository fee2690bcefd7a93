package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import java.util.UUID;

/** Which FAQ: its id is unique with its author only. Written {@code c_l736.} and the id. */
public record FaqId(MemberCode author, UUID faq) {
    /** Reads what {@link #toString} wrote. */
    public static FaqId read(String written) {
        int dot = written.lastIndexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("no author before the id of the FAQ");
        }
        return new FaqId(new MemberCode(written.substring(0, dot)), UUID.fromString(written.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return author + "." + faq;
    }
}
