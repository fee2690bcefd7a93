package io.snodo.hub.doors.rest;

import io.snodo.hub.identity.Problems;
import io.snodo.messages.Json;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.nio.charset.StandardCharsets;

/** A refusal as problem document, with Retry-After where waiting helps. */
public final class RefusalMapper implements ExceptionMapper<Refused> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Refused refused) {
        Response.ResponseBuilder answer = Response.fromResponse(answer(refused.refusal(), request));
        refused.headers().forEach(answer::header);
        return answer.build();
    }

    static Response answer(Refusal refusal, HttpServletRequest request) {
        Problem problem = refusal.problem(Problems.correlation(request));
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(new String(Json.MAPPER.writeValueAsBytes(problem), StandardCharsets.UTF_8));
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        return answer.build();
    }
}
