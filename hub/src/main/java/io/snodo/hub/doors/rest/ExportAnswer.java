package io.snodo.hub.doors.rest;

import io.snodo.hub.leaving.Export;
import io.snodo.hub.leaving.Exports;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An export's file, or the part of it that was asked for. */
record ExportAnswer(Exports exports, Export export) {
    private static final int PIECE = 64 * 1024;

    Response get(@Nullable String range, @Nullable String ifRange) {
        String tag = String.valueOf(export.digest());
        long size = Objects.requireNonNullElse(export.octets(), 0L);
        boolean same = ifRange == null || ifRange.strip().equals("\"" + tag + "\"");
        ByteRange asked = ByteRange.of(same ? range : null, size);
        if (asked instanceof ByteRange.Unsatisfiable) {
            throw new Refused(Refusal.of(RefusalCode.RANGE_UNSATISFIABLE), Map.of("Content-Range", "bytes */" + size));
        }
        FileChannel file = exports.open(export).orElseThrow(() -> new Refused(Refusal.of(RefusalCode.NOT_FOUND)));
        return switch (asked) {
            case ByteRange.Part part ->
                headed(Response.status(206).entity(octets(file, part.first(), part.length(), size)), tag)
                        .header(HttpHeaders.CONTENT_LENGTH, part.length())
                        .header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size)
                        .build();
            case ByteRange.Whole(long all) ->
                headed(Response.ok(octets(file, 0, all, size)), tag)
                        .header(HttpHeaders.CONTENT_LENGTH, all)
                        .build();
            case ByteRange.Unsatisfiable() -> throw new IllegalStateException("answered above");
        };
    }

    private Response.ResponseBuilder headed(Response.ResponseBuilder answer, String tag) {
        return answer.type("application/zip")
                .tag(new EntityTag(tag))
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"export-" + export.member() + ".zip\"");
    }

    /** Who has been given the last octet has fetched it. */
    private StreamingOutput octets(FileChannel file, long first, long length, long size) {
        return out -> {
            try (file) {
                file.position(first);
                copy(Channels.newInputStream(file), out, length);
            }
            if (first + length == size) {
                out.flush();
                exports.fetched(export);
            }
        };
    }

    private static void copy(InputStream file, OutputStream out, long length) throws IOException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = file.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new IOException("an export ends before its size");
            }
            out.write(piece, 0, read);
            left -= read;
        }
    }
}
