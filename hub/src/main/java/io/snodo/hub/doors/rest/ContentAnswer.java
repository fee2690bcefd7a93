package io.snodo.hub.doors.rest;

import io.snodo.hub.attachments.Attachment;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** A content, or the part of it that was asked for, from the file to the connection. */
record ContentAnswer(Attachment attachment) {
    private static final int PIECE = 64 * 1024;

    Response head() {
        return headed(Response.ok(), attachment.size()).build();
    }

    Response get(FileChannel content, Request request, @Nullable String range, @Nullable String ifRange)
            throws IOException {
        EntityTag tag = new EntityTag(attachment.digest());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            content.close();
            return unchanged.tag(tag).build();
        }
        boolean sameContent = ifRange == null || ifRange.strip().equals("\"" + attachment.digest() + "\"");
        return switch (ByteRange.of(sameContent ? range : null, attachment.size())) {
            case ByteRange.Whole(long size) ->
                headed(Response.ok(octets(content, 0, size)), size).build();
            case ByteRange.Part part ->
                headed(Response.status(206).entity(octets(content, part.first(), part.length())), part.length())
                        .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + attachment.size())
                        .build();
            case ByteRange.Unsatisfiable() -> {
                content.close();
                throw new Refused(
                        Refusal.of(RefusalCode.RANGE_UNSATISFIABLE),
                        Map.of("Content-Range", "bytes */" + attachment.size()));
            }
        };
    }

    private Response.ResponseBuilder headed(Response.ResponseBuilder answer, long length) {
        byte[] digest = Base64.getUrlDecoder().decode(attachment.digest());
        return answer.type(attachment.mediaType())
                .tag(new EntityTag(attachment.digest()))
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .header("Accept-Ranges", "bytes")
                .header("Digest", "SHA-256=" + Base64.getEncoder().encodeToString(digest))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString());
    }

    private static StreamingOutput octets(FileChannel content, long first, long length) {
        return out -> {
            try (content) {
                content.position(first);
                copy(Channels.newInputStream(content), out, length);
            }
        };
    }

    private static void copy(InputStream content, OutputStream out, long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = content.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new IOException("a content ends before its size");
            }
            out.write(piece, 0, read);
            left -= read;
        }
    }
}
