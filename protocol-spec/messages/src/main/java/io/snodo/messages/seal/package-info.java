/** Who said it: messages signed by their sender as JWS (RFC 7515, RFC 8037), and the keys for it. */
@NullMarked
package io.snodo.messages.seal;

import org.jspecify.annotations.NullMarked;
