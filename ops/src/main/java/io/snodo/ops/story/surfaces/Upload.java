package io.snodo.ops.story.surfaces;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file in a form (RFC 7578). */
@SuppressWarnings("ArrayRecordComponent") // passed on, and compared by nobody
public record Upload(String field, String name, String mediaType, byte[] content) {
    static final String BOUNDARY = "the-end-of-a-part-9f86d081";

    BodyPublisher with(Map<String, String> fields) {
        StringBuilder before = new StringBuilder();
        fields.forEach((field, value) -> before.append(head("form-data; name=\"" + field + "\""))
                .append("\r\n")
                .append(value)
                .append("\r\n"));
        before.append(head("form-data; name=\"" + field + "\"; filename=\"" + name + "\""))
                .append("Content-Type: ")
                .append(mediaType)
                .append("\r\n\r\n");
        return BodyPublishers.concat(
                BodyPublishers.ofString(before.toString(), StandardCharsets.UTF_8),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
    }

    private static String head(String disposition) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n";
    }
}
