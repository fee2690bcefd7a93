/** The demo's certificate authority: who is who on one machine, with keys that must never leave it. */
@NullMarked
package io.snodo.ops.authority;

import org.jspecify.annotations.NullMarked;
