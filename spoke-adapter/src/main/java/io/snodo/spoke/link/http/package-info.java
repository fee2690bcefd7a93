/** What the bindings over HTTP have in common: rounds of calls, and being called. */
@NullMarked
package io.snodo.spoke.link.http;

import org.jspecify.annotations.NullMarked;
