/** Points the conformance kit at our hub and at our spoke. */
@NullMarked
package io.snodo.ops.conformance;

import org.jspecify.annotations.NullMarked;
