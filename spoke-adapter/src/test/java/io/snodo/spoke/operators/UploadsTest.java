package io.snodo.spoke.operators;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class UploadsTest {
    private final Uploads uploads = new Uploads();

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aStrangersFileIsNotReadWhereverHeSendsIt() throws Exception {
        assertThat(sent("POST", "/tickets/L736-000001-E/files", "multipart/form-data; boundary=x"))
                .isEqualTo(403);
        assertThat(sent("POST", "/login", "Multipart/form-data; boundary=x")).isEqualTo(403);
    }

    @Test
    void anOperatorsFileIsReadWhereThereIsAFormForIt() throws Exception {
        logIn();

        assertThat(sent("POST", "/tickets/L736-000001-E/files", "multipart/form-data; boundary=x"))
                .isEqualTo(200);
        assertThat(sent("POST", "/contacts", "multipart/form-data; boundary=x")).isEqualTo(403);
    }

    @Test
    void formsWithoutAFileAreNoMatterOfIts() throws Exception {
        assertThat(sent("POST", "/login", "application/x-www-form-urlencoded")).isEqualTo(200);
    }

    @Test
    void whoComesWhileAllPlacesAreTakenIsToldWhenToComeAgain() throws Exception {
        logIn();
        MockHttpServletResponse late = new MockHttpServletResponse();

        nested(4, late);

        assertThat(late.getStatus()).isEqualTo(503);
        assertThat(late.getHeader("Retry-After")).isEqualTo("30");
        assertThat(sent("POST", "/tickets/L736-000001-E/files", "multipart/form-data"))
                .as("places are given back")
                .isEqualTo(200);
    }

    private void nested(int deep, MockHttpServletResponse last) throws Exception {
        MockHttpServletResponse response = deep == 0 ? last : new MockHttpServletResponse();
        FilterChain chain = (_, _) -> {
            try {
                nested(deep - 1, last);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        uploads.doFilter(request("POST", "/tickets/L736-000001-E/files", "multipart/form-data"), response, chain);
    }

    private int sent(String method, String path, String type) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        uploads.doFilter(request(method, path, type), response, new MockFilterChain());
        return response.getStatus();
    }

    private static MockHttpServletRequest request(String method, String path, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        return request;
    }

    private static void logIn() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("operatore", null, List.of()));
    }
}
