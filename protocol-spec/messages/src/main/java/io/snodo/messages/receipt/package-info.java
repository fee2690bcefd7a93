/** What the hub attests: stamps, hash trees and receipts, and the frames in which they travel to a spoke. */
@NullMarked
package io.snodo.messages.receipt;

import org.jspecify.annotations.NullMarked;
