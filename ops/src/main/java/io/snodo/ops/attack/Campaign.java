package io.snodo.ops.attack;

import io.snodo.ops.attack.assaults.Assault;
import io.snodo.ops.attack.assaults.CallbackAssault;
import io.snodo.ops.attack.assaults.Comparisons;
import io.snodo.ops.attack.assaults.Correspondence;
import io.snodo.ops.attack.assaults.DigestAssault;
import io.snodo.ops.attack.assaults.Examples;
import io.snodo.ops.attack.assaults.Extent;
import io.snodo.ops.attack.assaults.FileAssault;
import io.snodo.ops.attack.assaults.Forgery;
import io.snodo.ops.attack.assaults.PoolAssault;
import io.snodo.ops.attack.database.Database;
import io.snodo.ops.attack.database.DatabaseAssault;
import io.snodo.ops.attack.ground.DeliveriesSown;
import io.snodo.ops.attack.ground.DeskSeed;
import io.snodo.ops.attack.ground.Hands;
import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.OwnersView;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.ground.Seed;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.OpenApi;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.seen.Tally;
import io.snodo.ops.attack.visitors.Broken;
import io.snodo.ops.attack.visitors.Hand;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.Passes;
import io.snodo.ops.attack.visitors.Visitor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        described();
        say("sowing");
        seed.sow();
        new DeliveriesSown(Database.in(terrain.folder().hub()))
                .note(identifiers, Terrain.OTHER.code().value());
        submission();
        if (terrain.desks()) {
            new DeskSeed(terrain, canaries, identifiers).sow();
        }
        OwnersView owners = new OwnersView(one, terrain.party(Terrain.OTHER), seed.tickets());
        Hands hands = new Hands(terrain, identifiers, extent.whole());
        doors(hands, owners);
        new Correspondence(terrain, extent, published, judge, identifiers, stranger, seed, owners, this::say).by(hands);
        say("files");
        files(hands);
        new DigestAssault(judge, stranger)
                .on(identifiers.first(Kind.DIGEST), identifiers.absent(Kind.DIGEST, "offered"));
        say("side by side");
        new PoolAssault(judge, one, stranger, extent.sideBySide())
                .on(seed.tickets().getFirst());
        say("times");
        new Comparisons(terrain, extent, published, judge, identifiers, stranger)
                .by(hands, seed.tickets().getFirst());
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

    /** What is attacked has to be what the hub itself says that it is. */
    private void described() {
        String said = one.see("/openapi.yaml").text();
        if (!OpenApi.of(said).operations(Door.JSON_API, Published.API).equals(published.api())) {
            throw new Broken("the hub describes itself otherwise than the specification does");
        }
    }

    /** One of theirs that was left at a door that answers later. */
    private void submission() {
        HttpHand other = new HttpHand(
                Role.FOREIGN_MEMBER,
                terrain.bindings(),
                Terrain.client(terrain.credentials(Terrain.OTHER).link()),
                Passes.modi(Terrain.OTHER.code(), terrain.credentials(Terrain.OTHER), "hub", terrain.clock()));
        Forgery note = Forgery.of(
                new Examples(terrain.specification().resolve("examples"))
                        .of("note.add")
                        .getFirst(),
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
