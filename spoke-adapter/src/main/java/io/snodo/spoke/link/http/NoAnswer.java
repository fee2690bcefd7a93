package io.snodo.spoke.link.http;

import java.io.IOException;

/** The hub has not answered as it should; the message says how, in technical words and without content. */
public final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1;

    public NoAnswer(String how) {
        super(how);
    }
}
