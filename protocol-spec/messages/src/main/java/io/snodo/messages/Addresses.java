package io.snodo.messages;

/** The names of the AMQP binding: one address for each member, one for the hub, and what travels on them. */
public final class Addresses {
    /** Where every spoke sends; the broker lets nobody but the hub read it. */
    public static final String TO_HUB = "staffetta.to.hub";

    /** A sealed message, JWS compact serialisation in ASCII. */
    public static final String SEALED = "application/staffetta+jws";

    /** A sealed message with hidden fields, and what its reader may see of them: SD-JWT (RFC 9901) in ASCII. */
    public static final String SELECTIVE = "application/staffetta+sd-jwt";

    /** What of the two {@code sealed} is. */
    public static String typeOf(String sealed) {
        return sealed.endsWith("~") ? SELECTIVE : SEALED;
    }

    /** A {@link io.snodo.messages.receipt.Frame} from the hub to a spoke, JSON in UTF-8. */
    public static final String FRAME = "application/staffetta-frame+json";

    private Addresses() {}

    /** Where the hub puts what is meant for {@code member}; only that member may read it, nobody but the hub may write. */
    public static String of(MemberCode member) {
        return "staffetta.to." + member.value();
    }
}
