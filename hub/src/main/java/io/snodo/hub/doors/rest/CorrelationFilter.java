package io.snodo.hub.doors.rest;

import io.snodo.hub.identity.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;

/** Every answer names its call, so that both sides find it in their logs. */
public final class CorrelationFilter implements ContainerResponseFilter {
    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext answered) {
        answered.getHeaders().putSingle(Problems.CORRELATION, Problems.correlation(request));
    }
}
