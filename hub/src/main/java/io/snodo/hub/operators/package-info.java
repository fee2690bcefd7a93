/** What the hub's operators do: to the registry and to members' lives, each act with its trace. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "delivery",
            "embedded",
            "enrolment",
            "exchange",
            "federation",
            "identity",
            "leaving",
            "members",
            "tenancy"
        })
package io.snodo.hub.operators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
