package io.snodo.ops.attack.mail;

import io.snodo.messages.Addresses;
import io.snodo.ops.attack.ground.Seed;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.SoapHand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages left at a door that does not answer at once: what became of them is asked for until it is known. */
public final class PulledMail {
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final int TRIES = 400;

    private PulledMail() {}

    public record Rest(HttpHand http) implements Mail {
        @Override
        public Door door() {
            return Door.REST;
        }

        @Override
        public Answer tell(String sealed, UUID id) {
            Answer left = http.send(
                    "POST",
                    Published.REST + "/messages",
                    Map.of(),
                    Addresses.typeOf(sealed),
                    sealed.getBytes(StandardCharsets.US_ASCII));
            if (left.status() != 202) {
                return left;
            }
            String path = Published.REST + "/submissions/" + left.header("x-correlation-id");
            Answer progress = left;
            for (int i = 0; i < TRIES; i++) {
                progress = http.send("GET", path, Map.of(), "", new byte[0]);
                if (progress.status() != 200) {
                    break;
                }
                Seed.pause(PAUSE);
            }
            return progress.status() == 303 ? http.send("GET", path + "/outcome", Map.of(), "", new byte[0]) : progress;
        }
    }

    public record Soap(SoapHand soap, List<Operation> operations) implements Mail {
        private static final Pattern CORRELATION = Pattern.compile("X-Correlation-ID[^>]*>\\s*([0-9a-fA-F-]{36})\\s*<");

        @Override
        public Door door() {
            return Door.SOAP;
        }

        @Override
        public Answer tell(String sealed, UUID id) {
            Answer left = call("submit", Slot.Place.ELEMENT, "sealed", sealed);
            Matcher correlation = CORRELATION.matcher(left.text());
            if (left.status() != 200 || !correlation.find()) {
                return left;
            }
            for (int i = 0; i < TRIES; i++) {
                Answer outcome = call("outcome", Slot.Place.ABOUT, "X-Correlation-ID", correlation.group(1));
                if (!outcome.text().contains("message_in_progress")) {
                    return outcome;
                }
                Seed.pause(PAUSE);
            }
            return left;
        }

        private Answer call(String name, Slot.Place place, String slot, String value) {
            Operation operation = operations.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Broken("the SOAP binding has no operation " + name));
            return soap.call(operation, Map.of(new Slot(place, slot), value));
        }
    }
}
