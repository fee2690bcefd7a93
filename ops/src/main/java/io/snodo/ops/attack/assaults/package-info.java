/** What is tried: operations, messages, addresses, files, and how long answers take. */
@NullMarked
package io.snodo.ops.attack.assaults;

import org.jspecify.annotations.NullMarked;
