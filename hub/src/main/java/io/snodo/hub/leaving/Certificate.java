package io.snodo.hub.leaving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snodo.messages.MemberCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub certifies of a departure (ST-736). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Certificate(
        String format,
        String version,
        MemberCode member,
        String name,
        Instant begunAt,
        Instant erasedFrom,
        Instant endedAt,
        List<Act> acts,
        TakenAlong export,
        List<Table> tables) {
    static final String TYP = "staffetta-erasure";

    /** What an operator did about it. */
    record Act(
            Instant at,
            String operator,
            String kind,
            String result,
            @Nullable String reason) {}

    /** The export, by what nothing else has. */
    record TakenAlong(
            String id,
            @Nullable Long octets,
            @Nullable String sha256,
            @Nullable String manifest,
            @Nullable Instant fetchedAt) {}

    /**
     * What became of the rows of one table.
     *
     * @param silenced whose content is gone, while what others' evidence hangs on stays
     */
    record Table(
            String name,
            long deleted,
            long silenced,
            long kept,
            @Nullable String why) {}

    /** Why rows of a table stay where they do. */
    static @Nullable String why(String table) {
        return switch (table) {
            case "message" ->
                "others are parties of the ticket or readers, whose dossiers are proved by it; its words on agreements"
                        + " stay whole, for the other side proves by them what was agreed";
            case "ticket" -> "the citizen's number answers; others are parties of it";
            case "delivery" -> "a receipt is evidence for the sender, a delivery for its recipient";
            case "disclosure" -> "other members may read the message it belongs to";
            case "original" -> "other members may read the message it belongs to, or it was said to an agreement";
            case "attachment" -> "other members may read the offer it belongs to";
            case "member_certificate" -> "seals and connections of before are attributed by them";
            case "agreement_word" -> "the other side proves by it what was agreed";
            default -> null;
        };
    }
}
