/** Identity over HTTP: who may open which address, and how a refusal is written. */
@NullMarked
package io.snodo.hub.identity.web;

import org.jspecify.annotations.NullMarked;
