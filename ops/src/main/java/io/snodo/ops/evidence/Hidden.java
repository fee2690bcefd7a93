package io.snodo.ops.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How many fields of a message are hidden (SD-JWT, RFC 9901), and how many of them this file discloses. */
record Hidden(int all, int disclosed) {
    static final Hidden NOTHING = new Hidden(0, 0);
    private static final int SALT = 16;

    int withheld() {
        return all - disclosed;
    }

    /** Checks that each disclosure is one that the sender has sealed (ST-655); {@code message} is the payload of the seal. */
    static Hidden of(JsonNode message, List<String> disclosures, int place) {
        Flaw another = new Flaw("ST-655", "disclosure_of_another", place);
        Set<String> digests = new HashSet<>();
        Set<String> names = new HashSet<>(message.path("body").propertyNames());
        for (JsonNode digest : message.path("body").path("_sd").values()) {
            if (!digests.add(digest.asString(""))) {
                throw another;
            }
        }
        int all = digests.size();
        if (all == 0 || !"sha-256".equals(message.path("_sd_alg").asString(""))) {
            throw another;
        }
        for (String disclosure : disclosures) {
            if (!digests.remove(Octets.encode(Octets.sha256(Octets.utf8(disclosure))))
                    || !names.add(name(disclosure, another))) {
                throw another;
            }
        }
        return new Hidden(all, disclosures.size());
    }

    private static String name(String disclosure, Flaw another) {
        try {
            JsonNode array = EvidenceFile.JSON.readTree(Octets.decode(disclosure));
            if (array.isArray()
                    && array.size() == 3
                    && Octets.decode(array.get(0).asString("")).length >= SALT
                    && array.get(1).isString()) {
                return array.get(1).asString();
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // said below
        }
        throw another;
    }
}
