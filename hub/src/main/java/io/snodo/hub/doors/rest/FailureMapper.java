package io.snodo.hub.doors.rest;

import io.snodo.hub.identity.Problems;
import io.snodo.hub.tenancy.DatabaseAway;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything else that ends a call: what JAX-RS itself refuses, and what breaks. */
public final class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            int status = refused.getResponse().getStatus();
            if (status == 404 || status == 405 || status == 406 || status == 415) {
                return withAllow(refused, RefusalMapper.answer(Refusal.of(code(status)), request));
            }
        }
        if (failure instanceof DatabaseAway away) {
            LOG.warn("call put off binding=rest cause={}", away.getMessage());
            return RefusalMapper.answer(Refusal.of(RefusalCode.HUB_BUSY), request);
        }
        LOG.error("call failed binding=rest correlation={}", Problems.correlation(request), failure);
        return RefusalMapper.answer(Refusal.of(RefusalCode.INTERNAL_ERROR), request);
    }

    private static RefusalCode code(int status) {
        return switch (status) {
            case 404 -> RefusalCode.NOT_FOUND;
            case 405 -> RefusalCode.METHOD_NOT_ALLOWED;
            default -> RefusalCode.CONTENT_TYPE_UNSUPPORTED;
        };
    }

    /** RFC 9110, 15.5.6: whoever is told "not this method" is told which. */
    private static Response withAllow(WebApplicationException refused, Response answer) {
        String allow = refused.getResponse().getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }
}
