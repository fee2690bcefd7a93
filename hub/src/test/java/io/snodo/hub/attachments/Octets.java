package io.snodo.hub.attachments;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;

/** A file of any size that is kept nowhere: it is made where it is read. It begins as a PDF does. */
public final class Octets {
    private static final int BLOCK = 64 * 1024;
    private static final byte[] BEGINNING = "%PDF-1.7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final long size;
    private final byte[] noise = new byte[BLOCK];

    public Octets(long seed, long size) {
        this.size = size;
        new Random(seed).nextBytes(noise);
    }

    public long size() {
        return size;
    }

    /** Base64url, as an offer says it. */
    public String digest() {
        try (InputStream in = from(0, size)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[BLOCK];
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                sha256.update(piece, 0, read);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
        } catch (NoSuchAlgorithmException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public InputStream from(long offset, long length) {
        return new InputStream() {
            private final byte[] block = noise.clone();
            private long at = offset;
            private long loaded = -1;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int start, int most) {
                long left = Math.min(size, offset + length) - at;
                if (left <= 0) {
                    return -1;
                }
                load(at / BLOCK);
                int within = (int) (at % BLOCK);
                int read = (int) Math.min(Math.min(most, left), BLOCK - within);
                System.arraycopy(block, within, into, start, read);
                at += read;
                return read;
            }

            private void load(long number) {
                if (number != loaded) {
                    loaded = number;
                    System.arraycopy(noise, 0, block, 0, 16);
                    ByteBuffer.wrap(block).putLong(number);
                    if (number == 0) {
                        System.arraycopy(BEGINNING, 0, block, 0, BEGINNING.length);
                    }
                }
            }
        };
    }

    public byte[] bytes(long offset, int length) throws java.io.IOException {
        return from(offset, length).readNBytes(length);
    }
}
