package io.snodo.hub.identity;

import java.math.BigInteger;

/** Letters and digits that are not taken for each other (RFC 4648, 6), as authenticators want a secret. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** Of octets whose number is a multiple of five; without padding, therefore. */
    static String of(byte[] octets) {
        if (octets.length % BITS != 0) {
            throw new IllegalArgumentException("so many octets want padding: " + octets.length);
        }
        BigInteger number = new BigInteger(1, octets);
        StringBuilder text = new StringBuilder();
        for (int shift = octets.length * Byte.SIZE - BITS; shift >= 0; shift -= BITS) {
            text.append(ALPHABET.charAt(number.shiftRight(shift).intValue() & 31));
        }
        return text.toString();
    }
}
