/** The ways to bring the hub a sealed message and hear what becomes of it. */
@NullMarked
package io.snodo.ops.attack.mail;

import org.jspecify.annotations.NullMarked;
