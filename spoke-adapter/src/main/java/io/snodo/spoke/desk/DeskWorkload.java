package io.snodo.spoke.desk;

import io.snodo.spoke.load.Workload;
import io.snodo.spoke.tenant.Tenant;
import org.springframework.stereotype.Component;

/** How busy the desk is: who waits, and the seats that have no contact in hand. */
@Component
class DeskWorkload implements Workload {
    private final Contacts contacts;
    private final Tenant tenant;

    DeskWorkload(Contacts contacts, Tenant tenant) {
        this.contacts = contacts;
        this.tenant = tenant;
    }

    @Override
    public int waiting() {
        return contacts.countWaiting();
    }

    @Override
    public int operatorsFree() {
        return Math.max(0, tenant.operators() - contacts.countTaken());
    }
}
