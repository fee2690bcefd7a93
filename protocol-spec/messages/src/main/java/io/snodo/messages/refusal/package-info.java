/** How the network says no: the published catalogue of codes and the problem document (RFC 9457). */
@NullMarked
package io.snodo.messages.refusal;

import org.jspecify.annotations.NullMarked;
