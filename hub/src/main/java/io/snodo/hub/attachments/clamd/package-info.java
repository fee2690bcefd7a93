/** ClamAV's daemon, asked over TCP. */
@NullMarked
package io.snodo.hub.attachments.clamd;

import org.jspecify.annotations.NullMarked;
