/** The port to a local system, and its contract. */
@NullMarked
package io.snodo.spoke.crm;

import org.jspecify.annotations.NullMarked;
