/** Which local case is which ticket. */
@NullMarked
package io.snodo.spoke.bonds;

import org.jspecify.annotations.NullMarked;
