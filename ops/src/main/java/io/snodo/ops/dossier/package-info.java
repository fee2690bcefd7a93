/** {@code ops/evidence export}: fetches the evidence of a ticket as a member would, through the public API. */
@NullMarked
package io.snodo.ops.dossier;

import org.jspecify.annotations.NullMarked;
