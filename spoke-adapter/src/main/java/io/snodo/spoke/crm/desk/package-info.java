/** The desk as a local system. */
@NullMarked
package io.snodo.spoke.crm.desk;

import org.jspecify.annotations.NullMarked;
