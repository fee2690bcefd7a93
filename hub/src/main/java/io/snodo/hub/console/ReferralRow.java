package io.snodo.hub.console;

import io.snodo.hub.exchange.Referrals;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ticket that waits for the operator to place it, with those it may be placed with, the likeliest first. */
public record ReferralRow(
        String ticket,
        UUID referral,
        String owner,
        List<String> visited,
        String category,
        @Nullable String territory,
        ZonedDateTime since,
        List<Candidate> candidates) {

    /** {@code fits}: the ticket is on its territory, or within its skills. */
    public record Candidate(String code, String name, boolean fits) {}

    /** {@code registry} as the ticket's owner is told it: nobody else may have it. */
    static ReferralRow of(Referrals.Waiting waiting, Registry registry, Function<MemberCode, String> names) {
        List<Candidate> candidates = registry.members().stream()
                .map(member -> new Candidate(member.code().value(), member.name(), fits(waiting, member)))
                .sorted(Comparator.comparing(Candidate::fits).reversed().thenComparing(Candidate::name))
                .toList();
        return new ReferralRow(
                waiting.ticket().value(),
                waiting.referral(),
                names.apply(waiting.owner()),
                waiting.visited().stream().map(names).toList(),
                waiting.category(),
                waiting.territory(),
                waiting.since().atZone(Network.ZONE),
                candidates);
    }

    private static boolean fits(Referrals.Waiting waiting, Registry.Member member) {
        return member.territory().equals(waiting.territory()) || member.skills().contains(waiting.category());
    }
}
