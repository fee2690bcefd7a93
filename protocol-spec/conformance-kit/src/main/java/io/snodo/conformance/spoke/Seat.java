package io.snodo.conformance.spoke;

import tools.jackson.databind.node.ObjectNode;

/** Where the spoke under test meets the kit as its hub; a binding each is a package below. */
public interface Seat extends AutoCloseable {

    /** Is told what the spoke says; {@code odd} says what is wrong with how it was sent, and is empty otherwise. */
    interface Ear {
        void heard(String jws, String odd);

        /** A call of the spoke, or its answer to one, for the rules that always hold; not kept. */
        default void called(ObjectNode call) {}

        /** How the spoke has answered a call at its endpoint, and whether under the call's own correlation id. */
        void answered(int status, boolean ownCorrelation);
    }

    /** Made when it is known who listens. */
    interface Maker {
        Seat make(Ear ear) throws Exception;
    }

    /** The hub is there. */
    void open() throws Exception;

    /** The hub is gone. */
    void shut() throws Exception;

    /** Puts a frame out; {@code durable} where it must not be lost. */
    void put(byte[] frame, boolean durable) throws Exception;
}
