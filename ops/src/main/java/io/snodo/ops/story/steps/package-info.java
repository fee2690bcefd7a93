/** One class for each step of the story. */
@NullMarked
package io.snodo.ops.story.steps;

import org.jspecify.annotations.NullMarked;
