/** How a member gets its certificates: invitations, and what is asked with them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "evidence", "exchange", "members", "tenancy"})
package io.snodo.hub.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
