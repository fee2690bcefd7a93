package io.snodo.hub.doors.soap;

import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** The header of AUDIT_REST_01, which goes with SOAP too and has two spellings; kept as it came. */
final class Audit {
    private static final int LONGEST = 8 * 1024;

    private Audit() {}

    static Optional<String> of(HttpServletRequest request, String correlation) {
        Optional<String> token = Stream.of("Agid-JWT-TrackingEvidence", "Agid-JWT-Tracking-Evidence")
                .flatMap(name -> Stream.ofNullable(request.getHeader(name)))
                .findFirst();
        if (token.filter(each -> each.length() > LONGEST).isPresent()) {
            throw Faults.of(Refusal.of(RefusalCode.AUDIT_INVALID), correlation);
        }
        return token;
    }
}
