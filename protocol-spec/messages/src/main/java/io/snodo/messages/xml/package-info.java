/** Messages as XML, for the SOAP binding: read under limits, and translated both ways as the schemas say. */
@NullMarked
package io.snodo.messages.xml;

import org.jspecify.annotations.NullMarked;
