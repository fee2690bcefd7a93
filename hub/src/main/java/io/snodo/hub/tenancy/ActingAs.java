package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Opens a tenant around a call inside a transaction that has begun as another's, or as nobody's. */
@Component
public class ActingAs {
    private final JdbcClient database;

    ActingAs(JdbcClient database) {
        this.database = database;
    }

    /** If the call fails nothing is restored: the setting is the transaction's own, and goes with it. */
    public <T> T during(MemberCode tenant, Supplier<T> call) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("there is no transaction to act in as " + tenant);
        }
        String before = database.sql("select coalesce(current_setting('snodo.tenant', true), '')")
                .query(String.class)
                .single();
        tell(tenant.value());
        T result = CurrentTenant.during(tenant, call);
        tell(before);
        return result;
    }

    private void tell(String tenant) {
        database.sql("select set_config('snodo.tenant', ?, true)")
                .param(tenant)
                .query(String.class)
                .single();
    }
}
