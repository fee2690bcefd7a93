package io.snodo.ops.attack.assaults;

import io.snodo.conformance.wire.Credentials;
import io.snodo.ops.attack.ground.Hands;
import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.OwnersView;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.ground.Seed;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.mail.ApiMail;
import io.snodo.ops.attack.mail.BrokerMail;
import io.snodo.ops.attack.mail.Mail;
import io.snodo.ops.attack.mail.PulledMail;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.Broken;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What is tried with messages: forged ones of every type, and ways to others' on the broker. */
public record Correspondence(
        Terrain terrain,
        Extent extent,
        Published published,
        Judge judge,
        Identifiers identifiers,
        Party stranger,
        Seed seed,
        OwnersView owners,
        Consumer<String> say) {

    /** Every type of message by every door that takes messages, and the broker's addresses. */
    public void by(Hands hands) {
        Forging forging = new Forging(
                judge,
                identifiers,
                stranger,
                new Examples(terrain.specification().resolve("examples")),
                owners::now,
                terrain.clock());
        List<String> types = published.broker().types();
        say.accept("forged messages, JSON API");
        Mail api = new ApiMail(stranger);
        forging.of(types, api, extent.whole());
        forging.again(seed.genuine(), api);
        if (extent.whole()) {
            say.accept("forged messages, REST binding");
            Mail rest = new PulledMail.Rest(hands.memberAtRest());
            forging.of(types, rest, false);
            forging.again(seed.genuine(), rest);
            say.accept("forged messages, SOAP binding");
            Mail soap = new PulledMail.Soap(hands.memberAtSoap(), published.soap());
            forging.of(types, soap, false);
            forging.again(seed.genuine(), soap);
        }
        say.accept("the broker");
        broker(forging, types);
    }

    private void broker(Forging forging, List<String> types) {
        BrokerAssault assault = new BrokerAssault(judge, terrain.broker(), published.broker());
        Credentials credentials = terrain.credentials(Terrain.STRANGER);
        try {
            for (String mechanism : List.of("ANONYMOUS", "PLAIN", "EXTERNAL")) {
                assault.unknown(terrain.nobody(), Role.ANONYMOUS, mechanism);
            }
            for (String mechanism : List.of("ANONYMOUS", "PLAIN")) {
                assault.unknown(credentials.link(), Role.IMPOSTOR, mechanism);
            }
            try (Connection connection = BrokerAssault.connect(terrain.broker(), credentials.link(), "EXTERNAL")) {
                connection.start();
                assault.foreign(connection, Terrain.STRANGER, extent.whole());
            }
            Connection connection = BrokerAssault.connect(terrain.broker(), credentials.link(), "EXTERNAL");
            try (BrokerMail mail = new BrokerMail(connection, Terrain.STRANGER.code(), this::heard)) {
                if (extent.whole()) {
                    forging.of(types, mail, false);
                }
                forging.again(seed.genuine().subList(0, 2), mail);
                // what the hub's own jobs have brought about by now would be here
                mail.listen(Duration.ofSeconds(extent.whole() ? 3 : 1));
            }
        } catch (JMSException e) {
            throw new Broken("a member is not let in by the broker", e);
        }
    }

    /** On the stranger's own address may be what is about its own tickets. */
    private void heard(Answer frame) {
        judge.content(
                new Judge.Attempt(Door.AMQP, Role.FOREIGN_MEMBER, "what comes on its own address", false),
                frame,
                identifiers.foreign(Kind.MESSAGE));
    }
}
