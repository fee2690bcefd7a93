/** The REST binding after ModI: members that ask, and members that are called. */
@NullMarked
package io.snodo.conformance.wire.rest;

import org.jspecify.annotations.NullMarked;
