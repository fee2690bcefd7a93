package io.snodo.ops.story.steps;

/** One thing the network is for, done and seen from outside. */
public interface Step {
    String title();

    /** What must have begun some time before the step is played; done after the second step. */
    default void prepare(Stage stage) {}

    /** Does it, and throws {@link io.snodo.ops.story.surfaces.NotObserved} where the network does not show it. */
    void play(Stage stage);
}
