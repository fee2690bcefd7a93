package io.snodo.hub.operators;

import io.snodo.hub.identity.Office;
import io.snodo.hub.members.CertificateEnds;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The certificates of members, from all who know of some. */
@Component
public class Certificates {
    private final List<CertificateEnds> known;

    Certificates(List<CertificateEnds> known) {
        this.known = known;
    }

    /** Those that {@code asker} may see, soonest end first. */
    public List<CertificateEnds.End> ending(Office asker) {
        return known.stream()
                .flatMap(ends -> ends.all().stream())
                .filter(end -> asker.sees(end.member()))
                .sorted(Comparator.comparing(CertificateEnds.End::until)
                        .thenComparing(CertificateEnds.End::member)
                        .thenComparing(CertificateEnds.End::id))
                .toList();
    }
}
