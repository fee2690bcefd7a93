package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.util.Optional;
import java.util.function.Supplier;

/** The tenant opened around a call; there is no way to set it and forget it. A tenant is named by its member's code. */
public final class CurrentTenant {
    private static final ScopedValue<MemberCode> OPEN = ScopedValue.newInstance();

    private CurrentTenant() {}

    public static <T> T during(MemberCode tenant, Supplier<T> call) {
        return ScopedValue.where(OPEN, tenant).call(call::get);
    }

    public static void run(MemberCode tenant, Runnable call) {
        ScopedValue.where(OPEN, tenant).run(call);
    }

    /** Empty outside {@link #during}: then the database shows no row of anybody. */
    public static Optional<MemberCode> get() {
        return OPEN.isBound() ? Optional.of(OPEN.get()) : Optional.empty();
    }
}
