package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Members that there are for practising only, whom those in trial see and nobody else (ST-760). The hub acts for them. */
public enum PracticePartner {
    ACCEPTS("prova_accoglie", "Ente di prova che accoglie", "PRVA"),
    DECLINES("prova_rifiuta", "Ente di prova che rifiuta", "PRVR"),
    /** It takes what is handed to it, and hands it back. */
    RETURNS("prova_rende", "Ente di prova che restituisce", "PRVB");

    private static final String NOWHERE = "000000";

    private final MemberCode code;
    private final String title;
    private final String prefix;

    PracticePartner(String code, String title, String prefix) {
        this.code = new MemberCode(code);
        this.title = title;
        this.prefix = prefix;
    }

    public MemberCode code() {
        return code;
    }

    public String prefix() {
        return prefix;
    }

    public static Optional<PracticePartner> of(MemberCode code) {
        return Stream.of(values()).filter(partner -> partner.code.equals(code)).findFirst();
    }

    Registry.Member member(HeldKeys held) {
        return new Registry.Member(
                code,
                title,
                prefix,
                NOWHERE,
                List.of(),
                List.of(held.of(code).verifyKey().jwk()),
                null);
    }

    /** So that desks offer what is allowed in trial anyway: each may hand to each partner, and each partner to each. */
    static Stream<Registry.Agreement> agreements(Set<MemberCode> trial) {
        return Stream.of(values())
                .map(PracticePartner::code)
                .filter(trial::contains)
                .flatMap(partner -> trial.stream()
                        .filter(member -> of(member).isEmpty())
                        .sorted()
                        .flatMap(member -> Stream.of(agreement(partner, member), agreement(member, partner))));
    }

    private static Registry.Agreement agreement(MemberCode grantor, MemberCode grantee) {
        return new Registry.Agreement(
                "practice:" + grantor + ":" + grantee, Kind.HANDOVER, grantor, grantee, List.of());
    }
}
