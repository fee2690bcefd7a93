package io.snodo.conformance.seen;

import io.snodo.messages.hidden.SaltedField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a sealed message discloses to who was given it. */
final class Disclosed {
    private Disclosed() {}

    /** The JWS alone, which is the same for everybody. */
    static String jws(String message) {
        int tilde = message.indexOf('~');
        return tilde < 0 ? message : message.substring(0, tilde);
    }

    /** Behind the JWS, as they stand; none where nothing is hidden. */
    static List<String> texts(String message) {
        int tilde = message.indexOf('~');
        if (tilde < 0 || tilde == message.length() - 1) {
            return List.of();
        }
        String end = message.substring(tilde + 1);
        return List.of((end.endsWith("~") ? end.substring(0, end.length() - 1) : end).split("~", -1));
    }

    static int count(String message) {
        return texts(message).size();
    }

    /** The names of the fields; empty where something behind the JWS does not belong to it. */
    static Optional<Set<String>> fields(String message) {
        if (message.indexOf('~') >= 0 && !message.endsWith("~")) {
            return Optional.empty();
        }
        List<String> left = new ArrayList<>();
        Reads.payload(jws(message)).path("body").path("_sd").forEach(digest -> left.add(digest.asString("")));
        Set<String> fields = new TreeSet<>();
        for (String text : texts(message)) {
            if (!left.remove(SaltedField.digest(text))) {
                return Optional.empty();
            }
            fields.add(name(text));
        }
        return Optional.of(fields);
    }

    private static String name(String text) {
        try {
            JsonNode array = Reads.json(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return array.path(1).asString("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
