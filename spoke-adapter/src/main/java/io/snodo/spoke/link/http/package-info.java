/** What the bindings over HTTP have in common: one call after the other, and being called. */
@NullMarked
package io.snodo.spoke.link.http;

import org.jspecify.annotations.NullMarked;
