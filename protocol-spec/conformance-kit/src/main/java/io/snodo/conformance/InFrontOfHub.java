package io.snodo.conformance;

import io.snodo.conformance.Options.Unusable;
import io.snodo.conformance.cases.Case;
import io.snodo.conformance.hub.HubGround;
import io.snodo.conformance.hub.HubPlayer;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Standing;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.conformance.wire.amqp.AmqpBinding;
import io.snodo.conformance.wire.rest.RestBinding;
import io.snodo.conformance.wire.soap.SoapBinding;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One run against a hub: the kit is four members. */
final class InFrontOfHub {
    private static final int BESIDE = 12;

    private final Options options;
    private final PrintStream out;

    InFrontOfHub(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Kit.Played play(List<Case> cases) throws InterruptedException, IOException, GeneralSecurityException {
        Path keys = options.requiredKeys();
        if (options.members().size() != 4) {
            throw new Unusable("--members names four members in role hub");
        }
        VerifyKey hubKey = VerifyKey.read(keys.resolve("hub/seal.pem"));
        Path signed = keys.resolve("hub/signature.pem");
        X509Certificate signature = Files.exists(signed) ? Credentials.certificate(signed) : null;
        Standing standing = new Standing(Standing.ofHub(hubKey, signature));
        Clock clock = Clock.systemUTC();
        Seen seen = new Seen(clock, standing::look);
        URI hub = address();
        out.printf(
                "%d cases against the hub %s over %s, seed %d%n", cases.size(), hub, options.binding(), options.seed());
        try (HubGround ground = new HubGround(
                keys, options.members(), options.held(), binding(keys, clock), options.api(), seen, clock)) {
            ground.begin(options.patience());
            Waiting waiting = new Waiting(seen, clock, options.patience(), Finish.QUIET);
            HubPlayer player = new HubPlayer(ground, waiting, options.seed());
            List<Result> results =
                    new Runner(player, waiting, seen, out, options.binding(), offered(), BESIDE).run(cases);
            return new Finish(options, out).of(hub.toString(), "", results, standing, hubKey, hubKey, signature);
        }
    }

    private URI address() {
        return options.binding().equals("amqp")
                ? options.required(options.hub(), "--hub")
                : options.required(options.bindings(), "--bindings-url");
    }

    private Binding binding(Path keys, Clock clock) {
        return switch (options.binding()) {
            case "amqp" -> new AmqpBinding(address(), keys.resolve("authority.pem"));
            case "soap-pull", "soap-push" -> soap(keys, clock);
            case "rest-pull" ->
                RestBinding.pull(address(), options.audience(), keys, options.members(), Clock.systemUTC());
            case "rest-push" ->
                RestBinding.push(
                        address(),
                        options.audience(),
                        keys,
                        options.members(),
                        options.endpointPort(),
                        Clock.systemUTC());
            default -> throw new Unusable("the kit does not speak " + options.binding() + " to a hub yet");
        };
    }

    private Binding soap(Path keys, Clock clock) {
        List<MemberCode> members = new ArrayList<>(options.members());
        MemberCode held = options.held();
        if (held != null) {
            members.add(held);
        }
        return new SoapBinding(options.binding(), address(), keys, members, held, options.endpointPort(), clock);
    }

    private Set<String> offered() {
        Set<String> offered = new HashSet<>();
        if (options.api() != null) {
            offered.add("api");
        }
        if (options.held() != null) {
            offered.add("held");
        }
        if (options.silence() != null) {
            offered.add("silence");
        }
        return offered;
    }
}
