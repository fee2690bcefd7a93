/** Agreements as this member sees them: proposed, accepted, ended; an administrator accepts and leaves them. */
@NullMarked
package io.snodo.spoke.desk.agreements;

import org.jspecify.annotations.NullMarked;
