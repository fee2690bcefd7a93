package io.snodo.hub.console;

import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.EarlyRenewal;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the pages show of renewals before time. */
@Component
class AskedRenewals {
    private final EarlyRenewal renewal;
    private final Members members;
    private final Clock clock;
    private final Look<List<RenewalRow>> overdueLook;

    AskedRenewals(
            EarlyRenewal renewal, Members members, Clock clock, @Value("${snodo.console.look:2s}") Duration look) {
        this.renewal = renewal;
        this.members = members;
        this.clock = clock;
        this.overdueLook = new Look<>(look.multipliedBy(10), this::lookAtOverdue);
    }

    /** Who was asked and has not done it. */
    List<RenewalRow> waiting(Office office) {
        return renewal.waiting(office).stream().map(this::row).toList();
    }

    /** Who has not done it in time, for the pages that everybody has open. */
    List<RenewalRow> overdue() {
        return overdueLook.seen();
    }

    private List<RenewalRow> lookAtOverdue() {
        return waiting(new Office.HubAuditor("")).stream()
                .filter(RenewalRow::overdue)
                .toList();
    }

    /** How it stands with {@code member}; {@code asked} is absent if it never was. */
    public record Sight(boolean spokes, @Nullable RenewalRow asked) {
        /** Whether there is something to ask for. */
        public boolean isOpen() {
            return spokes && (asked == null || asked.doneAt() != null);
        }
    }

    Sight of(MemberCode member) {
        return new Sight(
                renewal.source(member) == Renewals.Source.ENROLMENT,
                renewal.last(member).map(this::row).orElse(null));
    }

    private RenewalRow row(Renewals.Asked asked) {
        return RenewalRow.of(asked, members::nameOf, clock.instant());
    }
}
