package io.snodo.hub.dossier;

import io.snodo.messages.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;

/** What is written goes on to {@code target}, counted and digested, for a seal over all of it. */
public final class Digested extends FilterOutputStream {
    private final MessageDigest digest = Sha256.begin();
    private long octets;

    public Digested(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        octets += length;
    }

    /** That were written so far. */
    public long octets() {
        return octets;
    }

    /** In base64url, of all that was written; to be asked once, when nothing more comes. */
    public String sha256() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
    }
}
