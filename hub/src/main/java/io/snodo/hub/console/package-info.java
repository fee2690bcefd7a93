/** The hub operator's pages. */
@ApplicationModule(
        allowedDependencies = {
            "attachments",
            "delivery",
            "enrolment",
            "evidence",
            "exchange",
            "federation",
            "identity",
            "leaving",
            "members",
            "operators",
            "overflow",
            "pages"
        })
@NullMarked
package io.snodo.hub.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
