package io.snodo.conformance.hub;

import io.snodo.conformance.cases.Draft;
import io.snodo.conformance.letters.Writing;
import io.snodo.conformance.seen.Event;
import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Scene;
import io.snodo.conformance.seen.Seen;
import io.snodo.conformance.seen.Verdict;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Credentials;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members in front of a hub, connected, with what the hub has told them of the network. */
public final class HubGround implements AutoCloseable {
    private static final String LETTERS = "ABCD";
    private static final String HELD = "E";

    private final Map<String, Member> members = new TreeMap<>();
    private final Map<String, String> prefixes = new ConcurrentHashMap<>();
    private final Seen seen;
    private final Clock clock;
    private final Binding binding;
    private final @Nullable Api api;
    private final VerifyKey hubKey;
    private final Writing writing;

    /**
     * @param keys holds {@code authority.pem}, {@code hub/seal.pem} and a folder for each member
     * @param codes of A to D
     * @param held of E, if there is one
     */
    public HubGround(
            Path keys,
            List<MemberCode> codes,
            @Nullable MemberCode held,
            Binding binding,
            @Nullable URI api,
            Seen seen,
            Clock clock)
            throws IOException, GeneralSecurityException {
        this.seen = seen;
        this.clock = clock;
        this.binding = binding;
        this.api = api == null ? null : new Api(api, clock);
        this.hubKey = VerifyKey.read(keys.resolve("hub/seal.pem"));
        for (int i = 0; i < codes.size(); i++) {
            String letter = LETTERS.substring(i, i + 1);
            members.put(letter, new Member(letter, Credentials.of(keys, codes.get(i)), true, binding, seen, clock));
        }
        if (held != null) {
            members.put(HELD, new Member(HELD, Credentials.withoutSeal(keys, held), false, binding, seen, clock));
        }
        this.writing = new Writing(clock, this::seal, letter -> Objects.requireNonNull(prefixes.get(letter)));
    }

    /** Connects everybody and asks for the registry. */
    public void begin(Duration patience) throws InterruptedException {
        members.values().forEach(Member::connect);
        Scene scene = scene();
        Draft hello =
                new Draft("member.hello", null, List.of(), null, Map.of(), Map.of(), List.of(), "hello", List.of());
        member("A").send(writing.write("A", hello, scene, 0));
        Verdict verdict = seen.await(this::registry, patience);
        if (!(verdict instanceof Verdict.Met)) {
            throw new Binding.Unreachable(
                    "the hub has not answered member.hello with the registry", new IllegalStateException());
        }
    }

    private Verdict registry(List<Event> events) {
        for (Event event : events) {
            if (event.what() == What.DELIVERED && event.type().equals("registry")) {
                for (JsonNode member :
                        event.content().path("envelope").path("body").path("members")) {
                    members.forEach((letter, each) -> {
                        if (each.credentials()
                                .member()
                                .value()
                                .equals(member.path("code").stringValue(""))) {
                            prefixes.put(letter, member.path("prefix").stringValue(""));
                        }
                    });
                }
                if (prefixes.size() == members.size()) {
                    return Verdict.MET;
                }
                return event.content().path("envelope").path("body").has("parts")
                        ? new Verdict.NotYet("the registry's other parts")
                        : new Verdict.Broken("the registry does not know all of the kit's members");
            }
        }
        return new Verdict.NotYet("no registry");
    }

    public Scene scene() {
        Map<String, MemberCode> codes = new TreeMap<>();
        members.forEach(
                (letter, member) -> codes.put(letter, member.credentials().member()));
        return new Scene(codes);
    }

    Member member(String letter) {
        Member member = members.get(letter);
        if (member == null) {
            throw new IllegalArgumentException("there is no member " + letter);
        }
        return member;
    }

    SealKey seal(String letter) {
        return member(letter).credentials().seal();
    }

    Writing writing() {
        return writing;
    }

    Seen seen() {
        return seen;
    }

    Clock clock() {
        return clock;
    }

    Binding binding() {
        return binding;
    }

    VerifyKey hubKey() {
        return hubKey;
    }

    Api api() {
        return Objects.requireNonNull(api, "the case needs the API");
    }

    @Override
    public void close() {
        members.values().forEach(Member::close);
    }
}
