package io.snodo.hub.operators;

import io.snodo.hub.members.CertificateEnds;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.PracticePartner;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** When the keys end that seals count under, as the registry says. */
@Component
class SealKeyEnds implements CertificateEnds {
    private final Members members;

    SealKeyEnds(Members members) {
        this.members = members;
    }

    @Override
    public List<End> all() {
        return members.registry().members().stream()
                .filter(member -> PracticePartner.of(member.code()).isEmpty())
                .filter(member -> member.via() == null)
                .flatMap(member -> member.keys().stream().flatMap(jwk -> end(member, jwk)))
                .toList();
    }

    private static Stream<End> end(Registry.Member member, Map<String, String> jwk) {
        Instant until = Validity.ofJwk(jwk).until();
        return until == null
                ? Stream.empty()
                : Stream.of(new End(member.code(), Kind.SEAL, VerifyKey.idOf(jwk), until, jwk.containsKey("heldBy")));
    }
}
