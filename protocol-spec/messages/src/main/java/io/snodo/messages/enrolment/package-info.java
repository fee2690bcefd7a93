/** How a member gets its certificates: the invitation, what is asked with it, and what is answered. */
@NullMarked
package io.snodo.messages.enrolment;

import org.jspecify.annotations.NullMarked;
