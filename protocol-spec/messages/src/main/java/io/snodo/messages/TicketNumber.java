package io.snodo.messages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number a citizen is given: {@code L736-000042-K}. Minted by the originator without asking the hub: its prefix in
 * the registry, its own serial, and a check character (ISO 7064, MOD 37,36), because the number is dictated on the
 * phone. It finds every single wrong character and 98 of 100 swaps of neighbours; the dashes do not count.
 */
public record TicketNumber(@JsonValue String value) implements Comparable<TicketNumber> {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{3,6}-[0-9]{6,10}-[A-Z0-9]");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @JsonCreator
    public TicketNumber {
        if (!FORM.matcher(value).matches()
                || check(value.substring(0, value.length() - 2)) != value.charAt(value.length() - 1)) {
            throw new IllegalArgumentException("not a ticket number, or mistyped: " + value);
        }
    }

    /** The number for an originator's {@code serial}, from 0. */
    public static TicketNumber mint(String prefix, long serial) {
        String stem = "%s-%06d".formatted(prefix, serial);
        return new TicketNumber(stem + "-" + check(stem));
    }

    /** As a person types it: any case, blanks around and instead of the dashes. */
    public static TicketNumber typed(String text) {
        return new TicketNumber(text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "-"));
    }

    public String prefix() {
        return value.substring(0, value.indexOf('-'));
    }

    private static char check(String stem) {
        int modulus = ALPHABET.length();
        int carry = modulus;
        for (int i = 0; i < stem.length(); i++) {
            int digit = ALPHABET.indexOf(stem.charAt(i));
            if (digit >= 0) {
                carry = (carry + digit) % modulus;
                carry = (carry == 0 ? modulus : carry) * 2 % (modulus + 1);
            }
        }
        return ALPHABET.charAt((modulus + 1 - carry) % modulus);
    }

    @Override
    public int compareTo(TicketNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
