package io.snodo.hub.operators;

import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.Sightings;
import io.snodo.messages.MemberCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An operator admits a member: with the report of the conformance kit on its spoke, or with a reason for going without. */
@Component
public class Admitting {
    private final Registrar registrar;
    private final Members members;
    private final Sightings sightings;
    private final Trail trail;

    Admitting(Registrar registrar, Members members, Sightings sightings, Trail trail) {
        this.registrar = registrar;
        this.members = members;
        this.sightings = sightings;
        this.trail = trail;
    }

    /** With {@code report} on its own spoke; nothing to do for who is not on the way to be admitted. */
    public Act.Result admit(String operator, MemberCode member, ConformanceReport report, String reason) {
        Optional<String> presented = sightings.lastHello(member).map(Sightings.Hello::software);
        if (presented
                .filter(software -> report.isAbout(member, members.bindingOf(member), software))
                .isEmpty()) {
            trail.note(
                    operator,
                    Act.Kind.ADMIT,
                    member,
                    report.evidence() + ", " + software(member),
                    reason,
                    Act.Result.REFUSED);
            return Act.Result.REFUSED;
        }
        return admit(operator, member, reason, report.evidence() + ", " + software(member));
    }

    public Act.Result admitWithoutReport(String operator, MemberCode member, String reason) {
        return admit(operator, member, reason, "no report, " + software(member));
    }

    private Act.Result admit(String operator, MemberCode member, String reason, String evidence) {
        boolean admitted = registrar.advance(
                member,
                Life.State.ADMITTED,
                operator,
                reason,
                evidence,
                () -> trail.note(operator, Act.Kind.ADMIT, member, evidence, reason, Act.Result.DONE));
        if (!admitted) {
            trail.note(operator, Act.Kind.ADMIT, member, "not in trial", reason, Act.Result.NOTHING_TO_DO);
        }
        return admitted ? Act.Result.DONE : Act.Result.NOTHING_TO_DO;
    }

    private String software(MemberCode member) {
        @Nullable
        String software =
                sightings.lastHello(member).map(Sightings.Hello::software).orElse(null);
        return software == null ? "has never presented itself" : "presents itself as " + software;
    }
}
