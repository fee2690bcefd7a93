package io.snodo.ops.evidence;

import java.util.List;
import java.util.Optional;

/** A message as it stands in the file: its JWS, and where it hides fields those disclosures that are in the file. */
record SealedText(String jws, String typ, List<String> disclosures) {

    /** Empty if it is none of the two forms (ST-060, ST-640). */
    static Optional<SealedText> of(String text) {
        int end = text.indexOf('~');
        if (end < 0) {
            return Optional.of(new SealedText(text, "staffetta", List.of()));
        }
        if (!text.endsWith("~")) {
            return Optional.empty();
        }
        List<String> disclosures = end == text.length() - 1
                ? List.of()
                : List.of(text.substring(end + 1, text.length() - 1).split("~", -1));
        return Optional.of(new SealedText(text.substring(0, end), "staffetta+sd-jwt", disclosures));
    }

    boolean hides() {
        return typ.endsWith("sd-jwt");
    }
}
