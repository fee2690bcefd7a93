/** The conformance kit: runs the cases against a hub or a spoke and says what it has seen. */
@NullMarked
package io.snodo.conformance;

import org.jspecify.annotations.NullMarked;
