package io.snodo.ops.demo;

import io.snodo.messages.MemberCode;

/** The cast of the demonstration, in the order of their ports; everything else about them is in {@code tenants/}. */
public enum DemoMember {
    VENEZIA("venezia", "c_l736", "amqp"),
    PARMA("parma", "c_g337", "rest-push"),
    BRESCIA("brescia", "c_b157", "soap-pull"),
    REGGIO_CALABRIA("reggio-calabria", "c_h224", "amqp");

    private final String slug;
    private final MemberCode code;
    private final String binding;

    DemoMember(String slug, String code, String binding) {
        this.slug = slug;
        this.code = new MemberCode(code);
        this.binding = binding;
    }

    /** The name of its folder in {@code tenants/}. */
    public String slug() {
        return slug;
    }

    public MemberCode code() {
        return code;
    }

    /** How it receives and sends, as {@code tenant.yaml} and the spoke's settings call it. */
    public String binding() {
        return binding;
    }

    /** As people write it. */
    public String title() {
        return this == REGGIO_CALABRIA ? "Reggio Calabria" : Character.toUpperCase(slug.charAt(0)) + slug.substring(1);
    }
}
