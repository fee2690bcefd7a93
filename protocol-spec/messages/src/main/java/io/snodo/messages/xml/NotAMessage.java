package io.snodo.messages.xml;

/** XML whose form is none of a message; {@code keyword} says how, and never what stood there. */
final class NotAMessage extends Exception {
    private static final long serialVersionUID = 1;

    NotAMessage(String keyword) {
        super(keyword, null, false, false);
    }

    String keyword() {
        return String.valueOf(getMessage());
    }
}
