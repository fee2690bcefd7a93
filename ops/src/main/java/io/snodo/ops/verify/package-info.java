/** What a build has really tested, and what it left out. */
@NullMarked
package io.snodo.ops.verify;

import org.jspecify.annotations.NullMarked;
