/** The way in, one sub-package a binding; a door translates and decides nothing. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "attachments",
            "delivery",
            "dossier",
            "embedded",
            "enrolment",
            "exchange",
            "federation",
            "identity",
            "knowledge",
            "leaving",
            "members",
            "modi",
            "operators",
            "overflow",
            "sealing",
            "submissions",
            "tenancy"
        })
package io.snodo.hub.doors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
