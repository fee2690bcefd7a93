package io.snodo.ops.attack;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.ops.attack.database.Database;
import io.snodo.ops.attack.database.DatabaseAssault;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The whole attack on one network: sow, try every door as everybody, count. */
final class Campaign {
    private static final Map<Door, String> UNDER_WAY = Map.of(
            Door.JSON_API, "the JSON API",
            Door.REST, "the REST binding",
            Door.SOAP, "the SOAP binding",
            Door.CONSOLE, "the console",
            Door.CITIZENS, "the citizens' pages",
            Door.DESK, "the desks");

    private final Terrain terrain;
    private final Extent extent;
    private final Consumer<String> progress;
    private final Published published;
    private final Canaries canaries = new Canaries();
    private final Tally tally = new Tally();
    private final Judge judge = new Judge(canaries, tally);
    private final Identifiers identifiers;
    private final Party one;
    private final Party stranger;
    private final Seed seed;
    private final Instant began = Instant.now();

    Campaign(Terrain terrain, Extent extent, Consumer<String> progress) throws IOException {
        this.terrain = terrain;
        this.extent = extent;
        this.progress = progress;
        this.published = Published.in(terrain.specification());
        this.identifiers = new Identifiers(terrain.clock());
        this.one = terrain.party(Terrain.ONE);
        this.stranger = terrain.party(Terrain.STRANGER);
        this.seed = new Seed(one, terrain.party(Terrain.OTHER), stranger, canaries, identifiers);
    }

    Published published() {
        return published;
    }

    Tally run() throws IOException, SQLException {
        say("sowing");
        seed.sow();
        new DeliveriesSown(Database.in(terrain.folder().hub())).note(identifiers, Terrain.OTHER.code().value());
        submission();
        if (terrain.desks()) {
            new DeskSeed(terrain, canaries, identifiers).sow();
        }
        OwnersView owners = new OwnersView(one, terrain.party(Terrain.OTHER), seed.tickets());
        Hands hands = new Hands(terrain, identifiers);
        doors(hands, owners);
        messages(hands, owners);
        say("files");
        files(hands);
        say("side by side");
        new PoolAssault(judge, one, stranger, extent.sideBySide()).on(seed.tickets().getFirst());
        say("times");
        times(hands);
        say("the database, past the application");
        new DatabaseAssault(
                        judge,
                        Database.in(terrain.folder().hub()),
                        Terrain.ONE.code().value(),
                        Terrain.STRANGER.code().value(),
                        seed.tickets().getFirst().value())
                .run();
        return tally;
    }

    private void say(String what) {
        progress.accept("%5d s  %7d attempts  %s"
                .formatted(Duration.between(began, Instant.now()).toSeconds(), tally.attempts(), what));
    }

    /** One of theirs that was left at a door that answers later. */
    private void submission() {
        HttpHand other = new HttpHand(
                Role.FOREIGN_MEMBER,
                terrain.bindings(),
                Terrain.client(terrain.credentials(Terrain.OTHER).link()),
                Passes.modi(Terrain.OTHER.code(), terrain.credentials(Terrain.OTHER), "hub", terrain.clock()));
        Forgery note = Forgery.of(
                new Examples(terrain.specification().resolve("examples")).of("note.add").getFirst(),
                Terrain.OTHER.code(),
                terrain.sealKey(Terrain.OTHER),
                seed.tickets().getFirst().value(),
                (_, same) -> same,
                terrain.clock());
        Answer left = other.send(
                "POST",
                Published.REST + "/messages",
                Map.of(),
                "application/staffetta+jws",
                note.sealed().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        if (left.status() != 202) {
            throw new Broken("nothing can be left at the REST binding: " + left.whole());
        }
        String id = left.header("x-correlation-id");
        identifiers.foreign(Kind.SUBMISSION, id);
        canaries.keep("id of a submission", id);
    }

    private void doors(Hands hands, OwnersView owners) {
        Assault assault = new Assault(judge, identifiers, owners::now, extent.whole());
        Map<Door, List<Operation>> operations = Map.of(
                Door.JSON_API, published.api(),
                Door.REST, published.rest(),
                Door.SOAP, published.soap(),
                Door.CONSOLE, of(Door.CONSOLE),
                Door.CITIZENS, of(Door.CITIZENS),
                Door.DESK, published.desk());
        for (Door door : List.of(Door.JSON_API, Door.REST, Door.SOAP, Door.CONSOLE, Door.CITIZENS, Door.DESK)) {
            List<Hand> all = hands.at(door);
            if (!all.isEmpty()) {
                say(UNDER_WAY.getOrDefault(door, ""));
            }
            for (Hand hand : all) {
                assault.on(operations.getOrDefault(door, List.of()), hand);
            }
        }
        if (terrain.desks()) {
            new CallbackAssault(judge, terrain, identifiers).on(published.callbacks(), seed.genuine());
        }
    }

    private List<Operation> of(Door door) {
        return published.pages().stream().filter(each -> each.door() == door).toList();
    }

    /** Every type of message by every door that takes messages, and the broker's addresses. */
    private void messages(Hands hands, OwnersView owners) {
        Forging forging = new Forging(
                judge,
                identifiers,
                stranger,
                new Examples(terrain.specification().resolve("examples")),
                owners::now,
                terrain.clock());
        List<String> types = published.broker().types();
        say("forged messages, JSON API");
        Mail api = new ApiMail(stranger);
        forging.of(types, api, extent.whole());
        forging.again(seed.genuine(), api);
        if (extent.whole()) {
            say("forged messages, REST binding");
            Mail rest = new PulledMail.Rest(hands.memberAtRest());
            forging.of(types, rest, false);
            forging.again(seed.genuine(), rest);
            say("forged messages, SOAP binding");
            Mail soap = new PulledMail.Soap(hands.memberAtSoap(), published.soap());
            forging.of(types, soap, false);
            forging.again(seed.genuine(), soap);
        }
        say("the broker");
        broker(forging, types);
    }

    private void broker(Forging forging, List<String> types) {
        BrokerAssault assault = new BrokerAssault(judge, terrain.broker(), published.broker());
        var credentials = terrain.credentials(Terrain.STRANGER);
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

    private void files(Hands hands) throws IOException {
        FileAssault assault = new FileAssault(judge);
        assault.on(hands.anybody(), terrain.folder().hub(), extent.whole());
        assault.on(hands.memberAtApi(), terrain.folder().hub().resolve("attachments"), false);
        if (terrain.desks()) {
            assault.on(
                    new Visitor(terrain.desk(Terrain.ONE)).as(Role.ANONYMOUS, false),
                    terrain.folder().spoke(Terrain.ONE),
                    true);
        }
    }

    private void times(Hands hands) {
        TimingAssault times = new TimingAssault(judge, extent.pairs());
        HttpHand api = hands.memberAtApi();
        TicketNumber theirs = seed.tickets().getFirst();
        String nobodys = identifiers.absent(Kind.TICKET, theirs.value());
        List<String> below = extent.whole()
                ? List.of(
                        "",
                        "/evidence",
                        "/attachments",
                        "/attachments/" + identifiers.first(Kind.MESSAGE),
                        "/attachments/" + identifiers.first(Kind.MESSAGE) + "/content")
                : List.of("");
        for (String path : below) {
            times.on(
                    Door.JSON_API,
                    Role.FOREIGN_MEMBER,
                    "GET /tickets/{number}" + path.replaceAll("[0-9a-f-]{36}", "{offer}"),
                    () -> api.send("GET", "/api/v1/tickets/" + theirs + path, Map.of(), "", new byte[0]),
                    () -> api.send("GET", "/api/v1/tickets/" + nobodys + path, Map.of(), "", new byte[0]));
        }
        note(times, theirs.value(), nobodys);
        HttpHand rest = hands.memberAtRest();
        String submission = identifiers.first(Kind.SUBMISSION);
        String none = UUID.randomUUID().toString();
        times.on(
                Door.REST,
                Role.FOREIGN_MEMBER,
                "GET /submissions/{id}",
                () -> rest.send("GET", Published.REST + "/submissions/" + submission, Map.of(), "", new byte[0]),
                () -> rest.send("GET", Published.REST + "/submissions/" + none, Map.of(), "", new byte[0]));
        Visitor guesser = new Visitor(terrain.hub());
        guesser.look("/track");
        times.on(
                Door.CITIZENS,
                Role.ANONYMOUS,
                "POST /track with another's code",
                () -> guess(guesser, theirs.value()),
                () -> guess(guesser, nobodys));
        SoapHand soap = hands.memberAtSoap();
        published.soap().stream()
                .filter(each -> extent.whole() && each.name().equals("outcome"))
                .forEach(outcome -> times.on(
                        Door.SOAP,
                        Role.FOREIGN_MEMBER,
                        "outcome",
                        () -> soap.call(outcome, Map.of(new Slot(Slot.Place.ABOUT, "X-Correlation-ID"), submission)),
                        () -> soap.call(outcome, Map.of(new Slot(Slot.Place.ABOUT, "X-Correlation-ID"), none))));
    }

    private Answer guess(Visitor guesser, String number) {
        return guesser.post("/track", Map.of("number", number, "code", identifiers.own(Kind.CODE)));
    }

    private void note(TimingAssault times, String theirs, String nobodys) {
        times.on(
                Door.JSON_API,
                Role.FOREIGN_MEMBER,
                "POST /messages, a note",
                () -> stranger.tell(sealedNote(theirs)),
                () -> stranger.tell(sealedNote(nobodys)));
    }

    private String sealedNote(String ticket) {
        return io.snodo.messages.seal.Sealed.seal(
                        io.snodo.messages.Message.of(
                                terrain.clock(),
                                stranger.code(),
                                List.of(),
                                new TicketNumber(ticket),
                                0,
                                new NoteAdd("Di chi attacca", Audience.PARTIES, null)),
                        stranger.key())
                .jws();
    }

    /** What of the published was left out, in words. */
    List<String> untried() {
        List<Operation> all = new java.util.ArrayList<>(published.api());
        all.addAll(published.rest());
        all.addAll(published.soap());
        all.addAll(published.pages());
        if (terrain.desks()) {
            all.addAll(published.desk());
            all.addAll(published.callbacks());
        }
        return tally.untried(Set.copyOf(all));
    }
}
