/** Plays the partners with whom members in trial practise: it answers for them as their offices would. */
@NullMarked
@ApplicationModule(allowedDependencies = {"delivery", "exchange", "members"})
package io.snodo.hub.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
