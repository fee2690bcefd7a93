package io.snodo.hub.enrolment;

import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Certified;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has the authority make certificates for keys that have been found good. */
@Component
class Issuing {
    /** So that a member whose clock is behind can use it at once; never more than a tenth of its life. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final IssuingAuthority authority;
    private final Members members;
    private final EnrolmentSettings settings;
    private final Clock clock;

    Issuing(IssuingAuthority authority, Members members, EnrolmentSettings settings, Clock clock) {
        this.authority = authority;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param askedWith the id of the seal key that asks; null where it is an invitation */
    List<Certified> issue(MemberCode member, Offered.Good offered, @Nullable String askedWith) {
        Duration life = settings.certificatesLast();
        Duration tenth = life.dividedBy(10);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant since = now.minus(tenth.compareTo(SKEW) < 0 ? tenth : SKEW);
        String name = members.find(member).map(known -> known.name()).orElse(member.value());
        String host = host(members.bindingOf(member));
        return offered.keys().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(each -> Certified.of(
                        member,
                        each.getKey(),
                        authority.issue(new IssuingAuthority.Wanted(
                                member, name, each.getKey(), each.getValue(), since, now.plus(life), host)),
                        offered.digest(),
                        askedWith))
                .toList();
    }

    private static @Nullable String host(Binding binding) {
        return switch (binding) {
            case Binding.RestPush(var endpoint) -> endpoint.getHost();
            case Binding.SoapPush(var endpoint) -> endpoint.getHost();
            case Binding.Amqp(), Binding.RestPull(), Binding.SoapPull(), Binding.Via(var _) -> null;
        };
    }
}
