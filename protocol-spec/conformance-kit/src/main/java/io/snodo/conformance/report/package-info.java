/** What is left of a run: a signed report with sequence diagrams. */
@NullMarked
package io.snodo.conformance.report;

import org.jspecify.annotations.NullMarked;
