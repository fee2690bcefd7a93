/** Members of every binding as tests play them: all say, hear and keep the same. */
@NullMarked
package io.snodo.hub.correspondents;

import org.jspecify.annotations.NullMarked;
