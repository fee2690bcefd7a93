/** The tenants folder: what members say of themselves, as files. */
@NullMarked
package io.snodo.hub.members.folder;

import org.jspecify.annotations.NullMarked;
