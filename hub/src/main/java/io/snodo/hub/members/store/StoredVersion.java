package io.snodo.hub.members.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The registry's version: one row. */
@Entity
@Table(name = "registry_version")
class StoredVersion {
    @Id
    @Column(name = "only_row")
    private boolean onlyRow;

    private long version;

    protected StoredVersion() {}

    long version() {
        return version;
    }

    void grow() {
        version++;
    }
}
