/** Which MUSTs there are, and what shows each of them. */
@NullMarked
package io.snodo.conformance.coverage;

import org.jspecify.annotations.NullMarked;
