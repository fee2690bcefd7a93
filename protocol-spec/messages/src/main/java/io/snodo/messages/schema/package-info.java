/** From bytes to a message that may be relied on: the published JSON Schemas and the one order of checks. */
@NullMarked
package io.snodo.messages.schema;

import org.jspecify.annotations.NullMarked;
