package io.snodo.hub.evidence;

import io.snodo.messages.Json;
import io.snodo.messages.Sha256;
import io.snodo.messages.receipt.HashTree;
import io.snodo.messages.seal.VerifyKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an anchor says of its batches (ST-301), chained to the statement before by its digest. */
record Statement(
        long anchor,
        long from,
        long to,
        String root,
        @Nullable String previous) {

    /** Over {@code signed}, the roots of the batches after those of {@code before}, in their order. */
    static Statement after(@Nullable Anchor before, List<String> signed) {
        long from = before == null ? 1 : before.to() + 1;
        return new Statement(
                before == null ? 1 : before.number() + 1,
                from,
                from + signed.size() - 1,
                VerifyKey.URL.encodeToString(new HashTree(signed).root()),
                before == null ? null : VerifyKey.URL.encodeToString(digest(before.statement())));
    }

    String text() {
        return Json.MAPPER.writeValueAsString(this);
    }

    static byte[] digest(String statement) {
        return Sha256.of(statement.getBytes(StandardCharsets.UTF_8));
    }
}
