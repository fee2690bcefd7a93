package io.snodo.hub.embedded;

import java.util.List;

/** The databases of {@code snodo.databases}, by the names that members' {@code tenant.yaml} call them. */
public record FurtherDatabases(List<FurtherDatabase> all) {
    public FurtherDatabases {
        all = List.copyOf(all);
    }
}
