/** Where a spoke meets the kit over REST: a hub's REST door, and a caller where the spoke is called. */
@NullMarked
package io.snodo.conformance.spoke.rest;

import org.jspecify.annotations.NullMarked;
