/** The FAQs the network shares, kept here so that they are found with the hub away. */
@NullMarked
package io.snodo.spoke.desk.knowledge;

import org.jspecify.annotations.NullMarked;
