package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.confidential.Disclosure;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen asked for, as the desk wrote it down. Who the citizen is stays here: no log names them, and no message but
 * in confidence.
 *
 * @param operator who took it
 * @param answer, faq how it was closed at the first level
 */
public record Contact(
        ContactId id,
        State state,
        Request request,
        Citizen citizen,
        @Nullable String operator,
        @Nullable String answer,
        @Nullable FaqId faq,
        @Nullable TicketNumber ticket,
        Instant registeredAt,
        @Nullable Instant takenAt,
        @Nullable Instant endedAt) {

    /** How far the desk has come with it. */
    public enum State {
        WAITING,
        TAKEN,
        CLOSED,
        TICKET;

        public boolean isOpen() {
            return this == WAITING || this == TAKEN;
        }

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofStored(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /** What is asked, in words of the network's vocabulary and the citizen's own. */
    public record Request(String channel, String category, String territory, String subject, String description) {}

    /** Who asks; either may be blank. */
    public record Citizen(String name, String phone) {
        /** As it may be told in confidence; null if nothing is known. */
        public @Nullable Disclosure disclosed() {
            return name.isBlank() && phone.isBlank()
                    ? null
                    : Disclosure.of(new Disclosure.Person(
                            name.isBlank() ? null : name, phone.isBlank() ? null : phone, null, null, null));
        }

        @Override
        public String toString() {
            return "Citizen[hidden]";
        }
    }
}
