/** Who is calling: certificate, token, operator. */
@NullMarked
package io.snodo.hub.identity;

import org.jspecify.annotations.NullMarked;
