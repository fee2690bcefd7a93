package io.snodo.hub.members.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The registry's version, and which one its members have been told of: one row. */
@Entity
@Table(name = "registry_version")
class StoredVersion {
    @Id
    @Column(name = "only_row")
    private boolean onlyRow;

    private long version;
    private long told;
    private long certificates;

    protected StoredVersion() {}

    long version() {
        return version;
    }

    StoredRegistry.Progress progress() {
        return new StoredRegistry.Progress(version, told, certificates);
    }

    void grow() {
        version++;
    }

    void growCertificates() {
        certificates++;
    }

    void tell() {
        told = version;
    }
}
