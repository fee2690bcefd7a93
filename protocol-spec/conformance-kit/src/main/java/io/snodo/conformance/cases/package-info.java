/** Cases as data: their files, and the small language their steps are written in. */
@NullMarked
package io.snodo.conformance.cases;

import org.jspecify.annotations.NullMarked;
