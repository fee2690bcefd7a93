/** The built-in CRM: contacts, cases, knowledge and their pages. */
@NullMarked
package io.snodo.spoke.desk;

import org.jspecify.annotations.NullMarked;
