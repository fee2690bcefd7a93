package io.snodo.hub.members.folder;

import io.snodo.hub.members.Group;
import java.util.List;

/** {@code groups.yaml}: what templates are applied to; its schema is {@code tenants/schema/groups.schema.json}. */
record GroupsFile(List<Group> groups) {
    static final GroupsFile NONE = new GroupsFile(List.of());

    @SuppressWarnings("ConstantValue") // absent comes as null from YAML
    GroupsFile {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
