/** FAQs held in common: their authors, validators and versions. */
@NullMarked
package io.snodo.hub.knowledge;

import org.jspecify.annotations.NullMarked;
