package io.snodo.ops.demo;

import io.snodo.messages.MemberCode;

/** The cast of the demonstration, in the order of their ports; everything else about them is in {@code tenants/}. */
public enum DemoMember {
    VENEZIA("venezia", "c_l736"),
    PARMA("parma", "c_g337"),
    BRESCIA("brescia", "c_b157"),
    REGGIO_CALABRIA("reggio-calabria", "c_h224");

    private final String slug;
    private final MemberCode code;

    DemoMember(String slug, String code) {
        this.slug = slug;
        this.code = new MemberCode(code);
    }

    /** The name of its folder in {@code tenants/}. */
    public String slug() {
        return slug;
    }

    public MemberCode code() {
        return code;
    }

    /** As people write it. */
    public String title() {
        return this == REGGIO_CALABRIA ? "Reggio Calabria" : Character.toUpperCase(slug.charAt(0)) + slug.substring(1);
    }
}
