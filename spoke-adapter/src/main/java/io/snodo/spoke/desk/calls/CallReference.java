package io.snodo.spoke.desk.calls;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** By what two telephone systems, or two operators who speak, mean the same call; short enough to be said. */
final class CallReference {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SIGNS = "23456789abcdefghjkmnpqrstvwxyz"; // none that is taken for another

    private CallReference() {}

    static String random() {
        return RANDOM.ints(8, 0, SIGNS.length())
                .mapToObj(at -> String.valueOf(SIGNS.charAt(at)))
                .collect(Collectors.joining("", "call-", ""));
    }
}
