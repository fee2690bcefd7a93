/** The desk's pages: drawn on the server, alive with htmx and server-sent events, whole without script. */
@NullMarked
package io.snodo.spoke.desk.pages;

import org.jspecify.annotations.NullMarked;
