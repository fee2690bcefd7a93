package io.snodo.messages.confidential;

import org.jspecify.annotations.Nullable;

/** What is told in confidence: who asks, or a text. */
public record Disclosure(@Nullable Person person, @Nullable String text) {

    public static Disclosure of(Person person) {
        return new Disclosure(person, null);
    }

    /** Who asks; what is not known is absent. */
    public record Person(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @Nullable String taxCode) {
        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }

    @Override
    public String toString() {
        return "Disclosure[hidden]";
    }
}
