package io.snodo.hub.doors.modi;

import io.snodo.hub.modi.CallTokens;
import io.snodo.hub.modi.HubTokens;
import io.snodo.hub.modi.Integrity;
import io.snodo.messages.MemberCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Signs what is answered with success, over its digest and the digest of what was asked (INTEGRITY_REST_01). */
record SignedAnswers(HubTokens tokens) {
    private static final int FIRST_REFUSAL = 400;

    void signing(
            MemberCode member,
            @Nullable String requestDigest,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        byte[] body = kept.getContentAsByteArray();
        if (kept.getStatus() < FIRST_REFUSAL && body.length > 0) {
            String digest = Integrity.digest(body);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("digest", digest);
            if (kept.getContentType() != null) {
                headers.put("content-type", kept.getContentType());
            }
            kept.setHeader("Digest", digest);
            kept.setHeader(CallTokens.SIGNATURE, tokens.integrity(member, UUID.randomUUID(), headers, requestDigest));
        }
        kept.copyBodyToResponse();
    }
}
