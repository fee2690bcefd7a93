/** Calls on the line: passed to another member with what was told, and taken from one. */
@NullMarked
package io.snodo.spoke.desk.calls;

import org.jspecify.annotations.NullMarked;
