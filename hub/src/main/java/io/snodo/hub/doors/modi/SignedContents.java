package io.snodo.hub.doors.modi;

import io.snodo.hub.modi.CallTokens;
import io.snodo.hub.modi.HubTokens;
import io.snodo.messages.MemberCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Signs a content that is fetched by its digest, which is known before the first octet is read (ST-678). */
final class SignedContents implements ContainerResponseFilter {
    private final HubTokens tokens;

    SignedContents(HubTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answered) {
        String digest = answered.getHeaderString("Digest");
        if (digest == null || !answered.hasEntity()) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("digest", digest);
        headers.put("content-type", answered.getHeaderString("Content-Type"));
        MemberCode member =
                new MemberCode(asked.getSecurityContext().getUserPrincipal().getName());
        answered.getHeaders()
                .putSingle(CallTokens.SIGNATURE, tokens.integrity(member, UUID.randomUUID(), headers, null));
    }
}
