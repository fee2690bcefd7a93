/** What an attacker is given, and whether it is more than nothing. */
@NullMarked
package io.snodo.ops.attack.seen;

import org.jspecify.annotations.NullMarked;
