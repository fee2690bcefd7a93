package io.snodo.hub.identity;

import io.snodo.messages.MemberCode;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** As what somebody is at the console: how far he sees, and whether he may act. Rooms ask for it where it matters. */
public sealed interface Office {
    /** As the trail names him. */
    String name();

    /** Runs the hub: sees all of it and acts. */
    record HubOperator(String name) implements Office {}

    /** Sees all of it, and acts nowhere. */
    record HubAuditor(String name) implements Office {}

    /** Sees what concerns his own body, and asks for what it may ask. */
    record MemberAdministrator(String name, MemberCode member) implements Office {}

    /** A login that holds an office. */
    interface Held {
        Office office();
    }

    /** Empty for who holds none. */
    static Optional<Office> of(Principal visitor) {
        Object who = visitor instanceof Authentication login ? login.getPrincipal() : visitor;
        return who instanceof Held held ? Optional.of(held.office()) : Optional.empty();
    }

    /** Whose affairs alone he sees; empty for who sees everybody's. */
    default Optional<MemberCode> body() {
        return switch (this) {
            case HubOperator _, HubAuditor _ -> Optional.empty();
            case MemberAdministrator(var _, var member) -> Optional.of(member);
        };
    }

    /** Whether what concerns {@code member} is his to see. */
    default boolean sees(MemberCode member) {
        return body().map(member::equals).orElse(true);
    }

    /** Whether he decides about members and the network. */
    default boolean runsTheHub() {
        return this instanceof HubOperator;
    }
}
