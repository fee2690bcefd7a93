package io.snodo.spoke.desk;

/** The desk's own number for a contact: short, counted from 1, said aloud between operators. */
public record ContactId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
