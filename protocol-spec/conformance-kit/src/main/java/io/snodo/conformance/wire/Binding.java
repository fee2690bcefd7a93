package io.snodo.conformance.wire;

/** A binding as the kit speaks it; REST and SOAP are further ones. */
public interface Binding {
    /** As options and reports call it. */
    String name();

    /** Connects as a member. */
    Wire open(Credentials credentials, Wire.Inbox inbox);

    /** Whether nobody may connect in this manner. */
    boolean isUnconnectable(String manner, Credentials credentials);

    /** The way there is broken, or there is none; not a finding about the hub. */
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
