/** Local words and the network's. */
@NullMarked
package io.snodo.spoke.vocabulary;

import org.jspecify.annotations.NullMarked;
