/** Fields of a message that only some of its readers may see, verified against the one seal (SD-JWT, RFC 9901). */
@NullMarked
package io.snodo.messages.hidden;

import org.jspecify.annotations.NullMarked;
