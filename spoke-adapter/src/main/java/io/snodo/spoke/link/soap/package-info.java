/** The SOAP binding of the link, after ModI: asking for what waits, or being called. */
@NullMarked
package io.snodo.spoke.link.soap;

import org.jspecify.annotations.NullMarked;
