package io.snodo.hub.identity.web;

import io.snodo.hub.identity.UnderSeal;
import io.snodo.messages.MemberCode;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A member that has shown a token or a certificate; its code is the principal. */
final class CallingMember extends AbstractAuthenticationToken implements UnderSeal {
    private static final long serialVersionUID = 1;

    private final transient MemberCode member;
    private final String sealKey;

    /** @param sealKey the id of the key its token is under; empty where it showed a certificate */
    CallingMember(MemberCode member, String sealKey) {
        super(List.of());
        this.member = member;
        this.sealKey = sealKey;
        setAuthenticated(true);
    }

    @Override
    public String sealKey() {
        return sealKey;
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
