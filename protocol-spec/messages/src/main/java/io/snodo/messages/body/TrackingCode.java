package io.snodo.messages.body;

import io.snodo.messages.Sha256;
import io.snodo.messages.TicketNumber;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * The word that a citizen needs beside the ticket number. Only the originator's desk and the citizen know it; the
 * network carries its digest. Ten letters and digits that cannot be taken for each other, 49 bits: enough where guesses
 * are counted and slowed, as the hub's page does.
 */
public record TrackingCode(String value) {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    public TrackingCode {
        value = value.toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "");
    }

    public static TrackingCode random() {
        StringBuilder code = new StringBuilder();
        RANDOM.ints(10, 0, ALPHABET.length()).forEach(i -> code.append(ALPHABET.charAt(i)));
        return new TrackingCode(code.toString());
    }

    /** SHA-256 over number and code, base64url. */
    public String digest(TicketNumber ticket) {
        return Sha256.base64Url((ticket.value() + ":" + value).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "TrackingCode[hidden]";
    }
}
