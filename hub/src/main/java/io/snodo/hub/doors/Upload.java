package io.snodo.hub.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Pattern;

/** A chunk of a content, which goes to its resource beside JAX-RS: that would read and keep what nobody has taken. */
public final class Upload {
    private static final String BODY = Upload.class.getName();
    private static final Pattern PLACE = Pattern.compile(".*/tickets/[^/]+/attachments/[^/]+/(upload|content)");

    private Upload() {}

    /** Whether {@code request} brings a chunk. */
    public static boolean isOne(HttpServletRequest request) {
        return "PATCH".equals(request.getMethod()) && isAt(request, "/upload");
    }

    /** Whether {@code request} fetches a content, or asks about it, which is answered with the length of all of it. */
    public static boolean isFetch(HttpServletRequest request) {
        return ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod())) && isAt(request, "/content");
    }

    /** Whether {@code request} is about an upload, in whatever way. */
    public static boolean isAbout(HttpServletRequest request) {
        return isAt(request, "/upload");
    }

    public static void passBeside(HttpServletRequest request, InputStream body) {
        request.setAttribute(BODY, body);
    }

    /** What was passed; nothing if nothing was. */
    public static InputStream body(HttpServletRequest request) {
        return request.getAttribute(BODY) instanceof InputStream body ? body : InputStream.nullInputStream();
    }

    private static boolean isAt(HttpServletRequest request, String end) {
        // as the container has read it: an escape may lead to the resource as well
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.endsWith(end) && PLACE.matcher(path).matches();
    }
}
