package io.snodo.ops.attack.ground;

import io.snodo.conformance.wire.Credentials;
import io.snodo.envelopes.Signer;
import io.snodo.messages.seal.SealKey;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.attack.visitors.Hand;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.Passes;
import io.snodo.ops.attack.visitors.SoapHand;
import io.snodo.ops.attack.visitors.Visitor;
import io.snodo.ops.demo.Logins;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everybody who has no right to what was seeded, at every door there is. */
public final class Hands {
    private final Terrain terrain;
    private final boolean all;
    private final Credentials credentials;
    private final Visitor operator;
    private final Visitor citizen;
    private final Visitor anybody;
    private final @Nullable Visitor office;

    public Hands(Terrain terrain, Identifiers identifiers, boolean all) {
        this.all = all;
        this.terrain = terrain;
        this.credentials = terrain.credentials(Terrain.STRANGER);
        this.operator = Visitor.loggedIn(terrain.hub(), "/console/login", Logins.HUB_OPERATOR);
        this.citizen = new Visitor(terrain.hub());
        citizen.look("/track");
        int status = citizen.post(
                        "/track", Map.of("number", identifiers.own(Kind.TICKET), "code", identifiers.own(Kind.CODE)))
                .status();
        if (status / 100 != 3
                || citizen.look("/track/" + identifiers.own(Kind.TICKET)).status() != 200) {
            throw new Broken("a citizen cannot follow a ticket: " + status);
        }
        this.anybody = new Visitor(terrain.hub());
        anybody.look("/track");
        this.office =
                terrain.desks() ? Visitor.loggedIn(terrain.desk(Terrain.OFFICE), "/login", Logins.OPERATOR) : null;
    }

    /** All that come to {@code door}. */
    public List<Hand> at(Door door) {
        return switch (door) {
            case JSON_API -> api();
            case REST -> rest();
            case SOAP -> soap();
            case CONSOLE -> pages(operator.as(Role.HUB_OPERATOR, true), citizen, Role.CITIZEN);
            case CITIZENS -> pages(citizen.as(Role.CITIZEN, false), operator, Role.HUB_OPERATOR);
            case DESK -> desk();
            case AMQP, CALLBACK, FILES, DATABASE -> List.of();
        };
    }

    /** Somebody who is known at another place only. */
    private record Elsewhere(Hand hand) implements Hand {
        @Override
        public Role role() {
            return hand.role();
        }

        @Override
        public boolean isThorough() {
            return false;
        }

        @Override
        public Answer call(Operation operation, Map<Slot, String> filled) {
            return hand.call(operation, filled);
        }
    }

    public HttpHand memberAtApi() {
        return hub(Role.FOREIGN_MEMBER, Passes.bearer(Terrain.STRANGER.code(), terrain.sealKey(Terrain.STRANGER)));
    }

    public HttpHand memberAtRest() {
        return bindings(
                Role.FOREIGN_MEMBER,
                Terrain.client(credentials.link()),
                Passes.modi(Terrain.STRANGER.code(), credentials, "hub", terrain.clock()));
    }

    public SoapHand memberAtSoap() {
        return soap(bindings(Role.FOREIGN_MEMBER, Terrain.client(credentials.link()), HttpHand.Pass.NONE), signer());
    }

    public HttpHand anybody() {
        return anybody.as(Role.ANONYMOUS, false);
    }

    private List<Hand> api() {
        SealKey own = terrain.sealKey(Terrain.STRANGER);
        return withSessions(
                List.of(
                        memberAtApi(),
                        hub(Role.IMPOSTOR, Passes.bearer(Terrain.ONE.code(), own)),
                        hub(Role.ANONYMOUS, HttpHand.Pass.NONE)),
                terrain.hub(),
                Terrain.client(null));
    }

    private List<Hand> rest() {
        HttpClient member = Terrain.client(credentials.link());
        HttpClient nobody = Terrain.client(terrain.nobody());
        List<Hand> hands = List.of(
                memberAtRest(),
                bindings(Role.IMPOSTOR, member, Passes.modi(Terrain.ONE.code(), credentials, "hub", terrain.clock())),
                bindings(Role.ANONYMOUS, member, HttpHand.Pass.NONE));
        if (!all) {
            return hands;
        }
        // without a certificate there is no connection, whatever would have been shown over it
        List<Hand> more = new ArrayList<>(hands);
        more.add(bindings(Role.ANONYMOUS, nobody, HttpHand.Pass.NONE));
        return withSessions(more, terrain.bindings(), nobody);
    }

    private List<Hand> soap() {
        HttpHand member = bindings(Role.FOREIGN_MEMBER, Terrain.client(credentials.link()), HttpHand.Pass.NONE);
        HttpHand impostor = bindings(
                Role.IMPOSTOR,
                Terrain.client(terrain.credentials(Terrain.OFFICE).link()),
                HttpHand.Pass.NONE);
        HttpHand unsigned = bindings(Role.ANONYMOUS, Terrain.client(credentials.link()), HttpHand.Pass.NONE);
        HttpHand nobody = bindings(Role.ANONYMOUS, Terrain.client(terrain.nobody()), HttpHand.Pass.NONE);
        return List.of(soap(member, signer()), soap(impostor, signer()), soap(unsigned, null), soap(nobody, signer()));
    }

    /** Who belongs to a page, and everybody else there is. */
    private List<Hand> pages(HttpHand own, Visitor other, Role role) {
        List<Hand> all = new ArrayList<>(List.of(own, anybody()));
        all.add(other.as(role, false));
        all.add(hub(Role.FOREIGN_MEMBER, Passes.bearer(Terrain.STRANGER.code(), terrain.sealKey(Terrain.STRANGER))));
        if (office != null) {
            all.add(hub(Role.OFFICE_OPERATOR, Passes.cookie(office.session())));
        }
        return all;
    }

    /** The stranger's own desk, and the desk of one whose matter it is. */
    private List<Hand> desk() {
        if (office == null) {
            return List.of();
        }
        List<Hand> all = new ArrayList<>(List.of(office.as(Role.OFFICE_OPERATOR, false)));
        URI theirs = terrain.desk(Terrain.ONE);
        Visitor stranger = new Visitor(theirs);
        stranger.look("/login");
        all.add(stranger.as(Role.ANONYMOUS, false));
        all.add(new HttpHand(Role.OFFICE_OPERATOR, theirs, Terrain.client(null), Passes.cookie(office.session())));
        for (Hand elsewhere : List.of(
                new HttpHand(Role.HUB_OPERATOR, theirs, Terrain.client(null), Passes.cookie(operator.session())),
                new HttpHand(Role.CITIZEN, theirs, Terrain.client(null), Passes.cookie(citizen.session())),
                new HttpHand(
                        Role.FOREIGN_MEMBER,
                        theirs,
                        Terrain.client(null),
                        Passes.bearer(Terrain.STRANGER.code(), terrain.sealKey(Terrain.STRANGER))))) {
            all.add(new Elsewhere(elsewhere));
        }
        return all;
    }

    /** And those who are logged in somewhere else. */
    private List<Hand> withSessions(List<? extends Hand> hands, URI root, HttpClient http) {
        List<Hand> all = new ArrayList<>(hands);
        all.add(new HttpHand(Role.HUB_OPERATOR, root, http, Passes.cookie(operator.session())));
        all.add(new HttpHand(Role.CITIZEN, root, http, Passes.cookie(citizen.session())));
        if (office != null) {
            all.add(new HttpHand(Role.OFFICE_OPERATOR, root, http, Passes.cookie(office.session())));
        }
        return all;
    }

    private HttpHand hub(Role role, HttpHand.Pass pass) {
        return new HttpHand(role, terrain.hub(), Terrain.client(null), pass);
    }

    private HttpHand bindings(Role role, HttpClient http, HttpHand.Pass pass) {
        return new HttpHand(role, terrain.bindings(), http, pass);
    }

    private SoapHand soap(HttpHand http, @Nullable Signer signer) {
        return new SoapHand(http, terrain.bindings().resolve("/soap/staffetta/v1"), signer);
    }

    private Signer signer() {
        return new Signer(
                List.of(credentials.requiredSignature().certificate()),
                credentials.requiredSignature().key(),
                terrain.clock());
    }
}
