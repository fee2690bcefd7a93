package io.snodo.spoke.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part of a file, read as it is sent. */
final class Part extends InputStream {
    private final InputStream file;
    private long left;

    private Part(InputStream file, long length) {
        this.file = file;
        this.left = length;
    }

    static Part of(Path file, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new Part(Channels.newInputStream(channel.position(offset)), length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int start, int most) throws IOException {
        int read = left == 0 ? -1 : file.read(into, start, (int) Math.min(most, left));
        left = read < 0 ? 0 : left - read;
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
