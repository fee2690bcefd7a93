package io.snodo.hub.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Which requests go beside JAX-RS; what its own routes make of a path must not be more than what is seen here. */
class UploadTest {
    private static final String BELOW = "/tickets/L736-26-000123-K/attachments/0190c0de-0000-7000-8000-000000000001/";

    @Test
    void chunksAndContentsAreKnownByMethodAndPath() {
        assertThat(Upload.isOne(request("PATCH", BELOW + "upload", BELOW + "upload")))
                .isTrue();
        assertThat(Upload.isOne(request("POST", BELOW + "upload", BELOW + "upload")))
                .isFalse();
        assertThat(Upload.isFetch(request("GET", BELOW + "content", BELOW + "content")))
                .isTrue();
        assertThat(Upload.isFetch(request("GET", "/messages/content", "/messages/content")))
                .isFalse();
    }

    @Test
    void askingAboutAContentIsToldItsLengthAndHenceNotKeptEither() {
        assertThat(Upload.isFetch(request("HEAD", BELOW + "content", BELOW + "content")))
                .isTrue();
    }

    @Test
    void anEscapeHidesNothing() {
        assertThat(Upload.isFetch(request("GET", BELOW + "%63ontent", BELOW + "content")))
                .isTrue();
        assertThat(Upload.isOne(request("PATCH", BELOW + "uploa%64", BELOW + "upload")))
                .isTrue();
    }

    /** @param read as the container has read the address */
    private static MockHttpServletRequest request(String method, String address, String read) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/rest/staffetta/v1" + address);
        request.setServletPath("/rest/staffetta/v1");
        request.setPathInfo(read);
        return request;
    }
}
