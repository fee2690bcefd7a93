package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Office;
import io.snodo.messages.MemberCode;
import org.jspecify.annotations.Nullable;

/** The offices at the console, as they are written in settings and asked for at its addresses. */
enum ConsoleRole {
    HUB_OPERATOR,
    HUB_AUDITOR,
    MEMBER_ADMINISTRATOR;

    static ConsoleRole of(Office office) {
        return switch (office) {
            case Office.HubOperator _ -> HUB_OPERATOR;
            case Office.HubAuditor _ -> HUB_AUDITOR;
            case Office.MemberAdministrator _ -> MEMBER_ADMINISTRATOR;
        };
    }

    /** @throws IllegalArgumentException in a sentence, where an administrator has no body, or another has one */
    Office held(String name, @Nullable MemberCode member) {
        if ((this == MEMBER_ADMINISTRATOR) != (member != null)) {
            throw new IllegalArgumentException(
                    member == null ? name + " administers no member: name one" : name + " is of no member, as " + this);
        }
        return switch (this) {
            case HUB_OPERATOR -> new Office.HubOperator(name);
            case HUB_AUDITOR -> new Office.HubAuditor(name);
            case MEMBER_ADMINISTRATOR -> new Office.MemberAdministrator(name, java.util.Objects.requireNonNull(member));
        };
    }
}
