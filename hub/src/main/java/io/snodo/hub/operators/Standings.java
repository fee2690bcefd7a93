package io.snodo.hub.operators;

import io.snodo.hub.embedded.MemberPresence;
import io.snodo.hub.enrolment.Invitations;
import io.snodo.hub.identity.Office;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.PracticePartner;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.Sightings;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.seal.Validity;
import io.snodo.messages.seal.VerifyKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How it stands with those who belong. */
@Component
public class Standings {
    private static final Comparator<Standing> SOONEST_END = Comparator.comparing(
                    Standing::endsAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Standing::code);

    private final Members members;
    private final Registrar registrar;
    private final Sightings sightings;
    private final Invitations invitations;

    Standings(Members members, Registrar registrar, Sightings sightings, Invitations invitations) {
        this.invitations = invitations;
        this.members = members;
        this.registrar = registrar;
        this.sightings = sightings;
    }

    /** Those whose keys end soonest first. */
    public List<Standing> all() {
        Map<MemberCode, Life> lives = registrar.lives();
        Map<MemberCode, Sightings.Hello> hellos = sightings.hellos();
        Map<MemberCode, Instant> invited = invitations.waiting();
        return members.registry().members().stream()
                .filter(member -> PracticePartner.of(member.code()).isEmpty())
                .filter(member -> member.via() == null)
                .map(member -> standing(
                        member, lives.get(member.code()), hellos.get(member.code()), invited.get(member.code())))
                .sorted(SOONEST_END)
                .toList();
    }

    /** Empty for who does not belong. */
    public Optional<Standing> of(MemberCode code) {
        return members.find(code).map(member -> {
            List<Life> lives = registrar.livesOf(code);
            return standing(
                    member,
                    lives.isEmpty() ? null : lives.getLast(),
                    sightings.lastHello(code).orElse(null),
                    invitations.waiting().get(code));
        });
    }

    /** As far as {@code asker} may see: of another's member he learns no more than of none. */
    public Optional<Standing> of(Office asker, MemberCode code) {
        return asker.sees(code) ? of(code) : Optional.empty();
    }

    private Standing standing(
            Registry.Member member,
            @Nullable Life life,
            Sightings.@Nullable Hello hello,
            @Nullable Instant invitedUntil) {
        List<Standing.Key> keys = member.keys().stream().map(Standings::key).toList();
        return new Standing(
                member.code(),
                member.name(),
                Standing.State.of(members.state(member.code())),
                life == null ? Instant.EPOCH : life.since(),
                life == null ? MemberCode.HUB.value() : life.by(),
                life == null ? null : life.reason(),
                binding(members.bindingOf(member.code())),
                invitedUntil,
                sightings
                        .connection(member.code())
                        .filter(MemberPresence::connected)
                        .map(MemberPresence::at)
                        .orElse(null),
                hello == null ? null : hello.at(),
                hello == null ? null : hello.software(),
                hello == null ? null : hello.registryVersion(),
                keys,
                keys.stream()
                        .map(Standing.Key::until)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static Standing.Key key(Map<String, String> jwk) {
        Validity validity = Validity.ofJwk(jwk);
        return new Standing.Key(VerifyKey.idOf(jwk), validity.since(), validity.until(), jwk.containsKey("heldBy"));
    }

    private static String binding(Binding binding) {
        return switch (binding) {
            case Binding.Amqp() -> "amqp";
            case Binding.RestPull() -> "rest-pull";
            case Binding.RestPush(var _) -> "rest-push";
            case Binding.SoapPull() -> "soap-pull";
            case Binding.SoapPush(var _) -> "soap-push";
            case Binding.Via(var hub) -> "via " + hub;
        };
    }
}
