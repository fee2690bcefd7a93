package io.snodo.messages.agreement;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement;
import io.snodo.messages.body.Terms;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An agreement as it is asked: between whom it counts, without a pair being written down. */
record Pact(Agreement agreement, Set<MemberCode> among, Set<MemberCode> named) {
    static Pact of(Agreement agreement) {
        Set<MemberCode> among = new HashSet<>(agreement.among());
        Set<MemberCode> named = new HashSet<>(among);
        named.addAll(agreement.waiting());
        Stream.of(agreement.grantor(), agreement.grantee())
                .filter(each -> each != null)
                .forEach(named::add);
        return new Pact(agreement, among, named);
    }

    @Nullable
    Deed deed() {
        return agreement.deed();
    }

    /** Whether it would be one by which {@code grantor} grants something to {@code grantee}, were it accepted by both. */
    boolean joins(MemberCode grantor, MemberCode grantee) {
        MemberCode from = agreement.grantor();
        MemberCode to = agreement.grantee();
        return named.contains(grantor)
                && named.contains(grantee)
                && !grantor.equals(grantee)
                && (from == null || from.equals(grantor))
                && (to == null || to.equals(grantee));
    }

    boolean counts(MemberCode grantor, MemberCode grantee, Instant now) {
        return joins(grantor, grantee)
                && (deed() == null || among.contains(grantor) && among.contains(grantee))
                && lasts(now);
    }

    boolean lasts(Instant now) {
        Deed deed = deed();
        Instant until = deed == null ? null : deed.until();
        return until == null || now.isBefore(until);
    }

    int version() {
        Deed deed = deed();
        return deed == null ? 0 : deed.version();
    }

    /** Versions of the same agreement have the same. */
    String whole() {
        Deed deed = deed();
        return deed == null ? agreement.id() : deed.agreement();
    }

    List<String> waitingFor(MemberCode grantor, MemberCode grantee) {
        return Stream.of(grantor, grantee)
                .filter(each -> !among.contains(each))
                .map(MemberCode::value)
                .toList();
    }

    /** Whether {@code category} is one that may be handed over by it, or that operators are lent for. */
    static boolean covers(Agreement agreement, String category) {
        Deed deed = agreement.deed();
        Terms terms = deed == null ? null : deed.terms();
        return switch (agreement.kind()) {
            case HANDOVER -> {
                List<String> only = terms == null ? agreement.skills() : terms.categories();
                yield only.isEmpty() || only.contains(category);
            }
            case OVERFLOW -> (terms == null ? agreement.skills() : terms.skills()).contains(category);
        };
    }
}
