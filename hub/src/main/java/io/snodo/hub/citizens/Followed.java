package io.snodo.hub.citizens;

import io.snodo.messages.TicketNumber;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tickets a visitor has shown the code of, kept in the session: the digest and never the code. */
record Followed(Map<String, String> digests) implements Serializable {
    private static final String NAME = Followed.class.getName();
    private static final int MOST = 20;

    static Optional<String> digest(HttpSession session, TicketNumber number) {
        return session.getAttribute(NAME) instanceof Followed followed
                ? Optional.ofNullable(followed.digests.get(number.value()))
                : Optional.empty();
    }

    static void add(HttpSession session, TicketNumber number, String digest) {
        Map<String, String> digests = new LinkedHashMap<>();
        if (session.getAttribute(NAME) instanceof Followed before && before.digests.size() < MOST) {
            digests.putAll(before.digests);
        }
        digests.put(number.value(), digest);
        session.setAttribute(NAME, new Followed(Map.copyOf(digests)));
    }
}
