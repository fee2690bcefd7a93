package io.snodo.hub.identity.web;

import io.snodo.messages.MemberCode;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A member that has shown a token; its code is the principal. */
final class CallingMember extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient MemberCode member;

    CallingMember(MemberCode member) {
        super(List.of());
        this.member = member;
        setAuthenticated(true);
    }

    @Override
    public MemberCode getPrincipal() {
        return member;
    }

    @Override
    public String getName() {
        return member.value();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
