/** What became of messages whose senders do not wait for the answer: kept for a time, fetched or pushed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"delivery", "exchange", "tenancy"})
package io.snodo.hub.submissions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
