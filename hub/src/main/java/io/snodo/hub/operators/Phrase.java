package io.snodo.hub.operators;

import java.util.List;
import java.util.Locale;

/**
 * What is said of an act, for whatever language it is read in.
 *
 * @param given what it names, in the order of its places
 */
public record Phrase(Kind kind, List<String> given) {
    public Phrase {
        given = List.copyOf(given);
    }

    /** What can be said; English stands in the trail itself. */
    public enum Kind {
        WAITS_FOR_ANOTHER("waits for a second operator"),
        ALREADY_SO("it is so already"),
        NO_SUCH_MEMBER("it is so already, or no member"),
        NOT_SO("it is not so"),
        DONE_BY_ONE("by one operator, as snodo.operators.four-eyes allows"),
        DONE_AS_ASKED("as %s had asked"),
        CALLED_OFF("what was asked for is off"),
        /** It is not among what his role may do. */
        NOT_HIS("not within the role"),
        RESUMED("resumed"),
        PLAN_OUTDATED("plan outdated"),
        FOLDER_AT_FAULT("folder at fault"),
        /** Which plan. */
        PLAN_WAITS("the plan %s waits for a second operator"),
        /** Which plan, of how many changes; they stand in acts of their own, by whom they are about. */
        APPLIED("the plan %s, %s changes"),
        APPLIED_AS_ASKED("the plan %s, %s changes, as %s had asked"),
        APPLIED_BY_ONE("the plan %s, %s changes, by one operator, as snodo.operators.four-eyes allows"),
        /** Each is a {@link Plan.Line} in words. */
        CHANGES("%s"),
        KEY("%s"),
        /** Of how many deliveries how many went. */
        SENT_AGAIN("%s of %s deliveries are on their way again"),
        /** The same of messages that another hub had found at fault. */
        PASSED_AGAIN("%s of %s messages for other hubs are on their way again"),
        ENROLLED("a telephone makes the codes from now on"),
        RECOVERED("came in by a recovery code, %s are left"),
        STAYS("stays"),
        /** What stands in the way of deleting. */
        HINDERED("hindered: %s"),
        NO_WAY_BACK("no way back"),
        ASKED_FOR("asked for"),
        /** Whose. */
        RESET("the second factor of %s begins anew"),
        /** Which ticket with whom; and the code of the refusal. */
        PLACED("%s with %s"),
        NOT_PLACED("%s not with %s: %s"),
        NO_SUCH_DATABASE("there is no database %s"),
        NOT_SUSPENDED("only of a member that is suspended"),
        MOVE_BEGUN("begun, into the database %s"),
        MOVED("all of it is in the database %s"),
        /** To renew its certificates. */
        SPOKE_ASKED("its spoke is asked"),
        KEYS_IN_FOLDER("its certificates lie in the tenants folder"),
        NO_CERTIFICATES("it has no certificate that counts"),
        BEING_MOVED("its data is being moved into another database");

        private final String english;

        Kind(String english) {
            this.english = english;
        }
    }

    static Phrase of(Kind kind, String... given) {
        return new Phrase(kind, List.of(given));
    }

    String english() {
        return kind == Kind.CHANGES ? String.join("; ", given) : kind.english.formatted(given.toArray());
    }

    /** Ends the key of its sentence. */
    public String key() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
