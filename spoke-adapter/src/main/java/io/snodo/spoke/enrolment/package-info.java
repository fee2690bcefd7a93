/** How this spoke comes to its certificates: joining with an invitation, and new ones before they end. */
@NullMarked
@ApplicationModule(allowedDependencies = {"link", "tenant"})
package io.snodo.spoke.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
