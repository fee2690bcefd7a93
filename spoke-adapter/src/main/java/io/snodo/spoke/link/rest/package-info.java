/** The REST binding of the link, after ModI: asking for what waits, or being called. */
@NullMarked
package io.snodo.spoke.link.rest;

import org.jspecify.annotations.NullMarked;
