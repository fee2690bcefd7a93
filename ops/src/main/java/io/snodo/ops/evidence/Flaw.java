package io.snodo.ops.evidence;

import java.util.List;

/** The first thing that is wrong with a file; it ends the verifying. */
final class Flaw extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String requirement;
    private final String key;
    private final transient List<String> details;

    /** {@code requirement} is the number of what is not met; the words for {@code key} are in the bundles. */
    Flaw(String requirement, String key, Object... details) {
        super(requirement + " " + key + " " + List.of(details), null, false, false);
        this.requirement = requirement;
        this.key = key;
        this.details = List.of(details).stream().map(String::valueOf).toList();
    }

    String requirement() {
        return requirement;
    }

    String key() {
        return key;
    }

    String[] details() {
        return details.toArray(String[]::new);
    }
}
