/** Contents of attachments: carried to the hub in the background, fetched when somebody opens them, kept in a folder. */
@NullMarked
@ApplicationModule(allowedDependencies = {"link", "store"})
package io.snodo.spoke.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
