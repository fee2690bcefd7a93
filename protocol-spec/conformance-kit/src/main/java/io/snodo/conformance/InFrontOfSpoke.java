package io.snodo.conformance;

import io.snodo.conformance.Options.Unusable;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.cases.Expectation;
import io.snodo.conformance.cases.Step;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.spoke.Seat;
import io.snodo.conformance.spoke.SpokeGround;
import io.snodo.conformance.spoke.SpokePlayer;
import io.snodo.conformance.spoke.amqp.AmqpSeat;
import io.snodo.conformance.spoke.rest.RestSeat;
import io.snodo.conformance.spoke.soap.SoapSeat;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run against a spoke: the kit is its hub, and everybody else. */
final class InFrontOfSpoke {
    private static final Duration FIRST_CONNECTION = Duration.ofMinutes(3);

    private final Options options;
    private final PrintStream out;

    InFrontOfSpoke(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Kit.Played play(List<Case> cases) throws InterruptedException, IOException, GeneralSecurityException {
        Path temporary = Files.createTempDirectory("conformance-kit");
        try {
            return play(cases, temporary);
        } catch (Player.Unmet e) {
            throw new Unusable("no spoke has come: " + e.getMessage());
        } catch (InterruptedException | IOException | GeneralSecurityException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // what the broker's own signatures say
            throw new IOException("the kit as a hub: " + e.getMessage(), e);
        } finally {
            for (String file : List.of("identity.p12", "trust.p12")) {
                Files.deleteIfExists(temporary.resolve(file));
            }
            Files.deleteIfExists(temporary);
        }
    }

    private Kit.Played play(List<Case> cases, Path temporary) throws Exception {
        Path keys = options.requiredKeys();
        if (options.members().size() != 1 || options.prefix().isEmpty()) {
            throw new Unusable("--members names the one member and --prefix its numbers' prefix in role spoke");
        }
        MemberCode member = options.members().getFirst();
        VerifyKey key = VerifyKey.read(keys.resolve(member.value()).resolve("seal.pem"));
        Path signed = keys.resolve(member.value()).resolve("signature.pem");
        X509Certificate signature = Files.exists(signed) ? Credentials.certificate(signed) : null;
        Standing standing =
                new Standing(Standing.ofSpoke(Map.of(key.keyId(), key), member.value(), options.prefix(), signature));
        Clock clock = Clock.systemUTC();
        Seen seen = new Seen(clock, standing::look);
        out.printf(
                "%d cases against the spoke of %s over %s; the kit is its hub on port %d%n",
                cases.size(), member, options.binding(), options.port());
        Seat.Maker seats = seats(keys, member, temporary);
        try (SpokeGround ground = new SpokeGround(keys, member, options.prefix(), seats, seen, clock)) {
            Waiting waiting = new Waiting(seen, clock, options.patience(), Finish.QUIET);
            SpokePlayer player = new SpokePlayer(ground, waiting, options.driver());
            new Waiting(seen, clock, FIRST_CONNECTION, Finish.QUIET)
                    .expect(
                            new Expectation.Said("member.hello", null, Map.of(), Map.of(), "hello"),
                            player.scene(),
                            0,
                            new Case.Line(
                                    "connection", new Step.Pause(Duration.ZERO), new Case.Place("connection", 1)));
            Set<String> offered = options.driver() == null ? Set.of() : Set.of("driver");
            List<Result> results = new Runner(player, waiting, seen, out, options.binding(), offered, 1).run(cases);
            return new Finish(options, out)
                    .of(
                            member.value(),
                            software(seen),
                            results,
                            standing,
                            ground.hubKey(),
                            ground.spokeKey(),
                            signature);
        }
    }

    /** As it presented itself last. */
    private static String software(Seen seen) {
        return seen.all().stream()
                .filter(event -> event.what() == Event.What.SAID && event.type().equals("member.hello"))
                .map(event -> event.content()
                        .path("envelope")
                        .path("body")
                        .path("software")
                        .stringValue(""))
                .reduce("", (_, later) -> later);
    }

    private Seat.Maker rest(Path keys, MemberCode member, @Nullable URI endpoint) {
        return ear -> new RestSeat(
                options.port(),
                Credentials.of(keys, MemberCode.HUB),
                Credentials.certificate(keys.resolve(member.value()).resolve("signature.pem")),
                member,
                options.audience(),
                endpoint,
                ear,
                Clock.systemUTC());
    }

    private Seat.Maker seats(Path keys, MemberCode member, Path temporary) {
        return switch (options.binding()) {
            case "amqp" -> ear -> new AmqpSeat(keys, options.port(), member, temporary, ear);
            case "rest-pull" -> rest(keys, member, null);
            case "rest-push" -> rest(keys, member, options.required(options.endpoint(), "--endpoint"));
            case "soap-pull" -> ear -> new SoapSeat(keys, options.port(), member, null, ear, Clock.systemUTC());
            case "soap-push" ->
                ear -> new SoapSeat(
                        keys,
                        options.port(),
                        member,
                        options.required(options.endpoint(), "--endpoint"),
                        ear,
                        Clock.systemUTC());
            default -> throw new Unusable("the kit is no hub over " + options.binding() + " yet");
        };
    }
}
