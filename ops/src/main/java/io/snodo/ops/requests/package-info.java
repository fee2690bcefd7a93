/** Service requests from a municipality's open data, in the network's words. */
@NullMarked
package io.snodo.ops.requests;

import org.jspecify.annotations.NullMarked;
