package io.snodo.ops.story.steps;

import static io.snodo.ops.demo.DemoMember.BRESCIA;
import static io.snodo.ops.demo.DemoMember.PARMA;
import static io.snodo.ops.demo.DemoMember.REGGIO_CALABRIA;
import static io.snodo.ops.demo.DemoMember.VENEZIA;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Network;
import io.snodo.ops.story.surfaces.Api;
import io.snodo.ops.story.surfaces.Console;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Flood;
import io.snodo.ops.story.surfaces.Observe;
import io.snodo.ops.story.surfaces.Wire;
import java.time.Duration;
import java.util.List;

/** What must not get in does not, by either door, each with its published code; nothing changes and nothing falls over. */
public final class BadInput implements Step {
    private static final int FLOOD_BYTES = 100 * 1024 * 1024;

    @Override
    public String title() {
        return "Bad input is refused with its published code, and nothing changes";
    }

    @Override
    public void play(Stage stage) {
        TicketNumber ticket = stage.takeHandedOver().number();
        Api venezia = stage.api(VENEZIA);
        String before = venezia.get("/tickets/" + ticket).json().toString();

        overHttp(stage, ticket, venezia);
        overAmqp(stage, ticket);

        String after = venezia.get("/tickets/" + ticket).json().toString();
        Observe.that(
                !before.isEmpty() && before.equals(after), "the ticket is as it was: " + before + " and not " + after);
        stage.network().hub().awaitReady(Duration.ofSeconds(10));
        for (DemoMember member : DemoMember.values()) {
            Observe.that(stage.network().spoke(member).isUp(), member.title() + "'s spoke is well");
        }
        List<String> counted = Console.logIn(stage.hub()).refusals();
        Observe.that(
                counted.containsAll(List.of("seal_invalid", "json_malformed", "epoch_stale", "message_malformed")),
                "the console counts refusals by their codes: " + counted);
        stage.say("the ticket is as it was, the hub and all spokes are well; the console counts " + counted.size()
                + " codes");
        repeats(stage);
    }

    private static void overHttp(Stage stage, TicketNumber ticket, Api venezia) {
        Forgery parma = new Forgery(stage, PARMA);
        Forgery brescia = new Forgery(stage, BRESCIA);
        Forgery forgery = new Forgery(stage, VENEZIA);
        refused(venezia.post(forgery.brokenSignature(ticket)), "seal_invalid");
        refused(venezia.post(forgery.brokenJson()), "json_malformed");
        refused(venezia.post(forgery.unsigned()), "message_malformed");
        refused(venezia.post(forgery.strangersKey(ticket)), "key_unknown");
        refused(venezia.post(forgery.inTheNameOf(PARMA, ticket)), "sender_mismatch");
        refused(venezia.post(forgery.version("7.0", ticket)), "version_unsupported");
        refused(venezia.post(forgery.type("dance.invite", false)), "type_unknown");
        refused(venezia.post(forgery.fieldMissing(ticket)), "schema_invalid");
        refused(stage.api(PARMA).post(parma.status(ticket, 1)), "epoch_stale");
        refused(stage.api(BRESCIA).post(brescia.note(ticket, "Non dovrei.")), "ticket_unknown");
        refused(stage.api(BRESCIA).get("/tickets/" + ticket), "ticket_unknown", "not_found");
        refused(stage.api(BRESCIA).post(brescia.openUnder("L736")), "number_foreign");
        stage.say(
                "over HTTP: broken signature, broken JSON, unsigned, unknown key, wrong sender, unknown version and type,"
                        + " missing field, old epoch, foreign ticket and number: each with its code");
        refused(Flood.post(stage.hub(), "/api/v1/messages", venezia.token(), FLOOD_BYTES), "message_too_large");
        stage.say("100 MB over HTTP: message_too_large");
        Api.Answer optional = venezia.post(forgery.type("dance.invite", true));
        Observe.that(optional.status() == 200, "an unknown type that is optional is no reason to refuse: " + optional);
        String token = venezia.token();
        Observe.that(venezia.get("/members", token).status() == 200, "a token opens the API once");
        refused(venezia.get("/members", token), "token_replayed");
        stage.say("a token used twice: token_replayed");
    }

    /** In Reggio Calabria's name, with its spoke stopped: refusals come back on the member's own address. */
    private static void overAmqp(Stage stage, TicketNumber ticket) {
        Network network = stage.network();
        network.spoke(REGGIO_CALABRIA).stop(Duration.ofSeconds(20));
        Forgery forgery = new Forgery(stage, REGGIO_CALABRIA);
        try (Wire wire = Wire.connect(
                network.ports().broker(),
                REGGIO_CALABRIA.code(),
                network.folder().keys(REGGIO_CALABRIA))) {
            wire.refusedTooLarge("x".repeat(1024 * 1024));
            refused(wire, forgery.brokenSignature(ticket), "seal_invalid");
            refused(wire, forgery.brokenJson(), "json_malformed");
            refused(wire, forgery.unsigned(), "message_malformed");
            refused(wire, forgery.inTheNameOf(PARMA, ticket), "sender_mismatch");
            refused(wire, forgery.version("7.0", ticket), "version_unsupported");
            refused(wire, forgery.type("dance.invite", false), "type_unknown");
            refused(wire, forgery.note(ticket, "Non dovrei."), "ticket_unknown");
            Observe.that(wire.mayNotReach(PARMA.code()), "a member may not write to another member's address");
            stage.say("over AMQP: too large, broken signature, broken JSON, unsigned, wrong sender, unknown version and"
                    + " type, foreign ticket: each with its code; another member's address is closed");
            unknownFieldIsKept(stage, wire);
        }
        network.restart(network.spoke(REGGIO_CALABRIA));
        stage.desk(REGGIO_CALABRIA).logIn(io.snodo.ops.demo.Logins.OPERATOR);
    }

    private static void unknownFieldIsKept(Stage stage, Wire wire) {
        TicketNumber lent = stage.lent();
        Api.Answer taken = stage.api(BRESCIA).post(new Forgery(stage, BRESCIA).noteWithUnknownField(lent, "x-colore"));
        Observe.that(taken.status() == 200, "an unknown field is no reason to refuse: " + taken);
        wire.awaitDelivery("the note with its unknown field", "x-colore");
        stage.say("an unknown field is kept: the recipient gets it under its sender's seal");
    }

    private static void repeats(Stage stage) {
        TicketNumber ticket = stage.takeHandedOver().number();
        Api venezia = stage.api(VENEZIA);
        Forgery forgery = new Forgery(stage, VENEZIA);
        String note = forgery.note(ticket, "Una volta sola.");
        Api.Answer first = venezia.post(note);
        Api.Answer again = venezia.post(note);
        Observe.that(first.status() == 200, "a good message is accepted: " + first);
        Observe.that(first.json().equals(again.json()), "the same bytes again get the same stamp again");
        refused(venezia.post(forgery.otherContentUnderTheSameId(note)), "message_id_reused");
        Desk parma = stage.desk(PARMA);
        parma.see(
                ticket,
                "with the note, once",
                t -> t.timeline().stream()
                                .filter(l -> l.text().contains("Una volta sola."))
                                .count()
                        == 1);
        stage.say(
                "the same bytes again: the same stamp again, one note at Parma; other content under the same id: message_id_reused");
    }

    static void refused(Api.Answer answer, String... codes) {
        Observe.that(
                List.of(codes).contains(answer.code()),
                "refused with " + String.join(" or ", codes) + ", not " + answer);
        Observe.that(answer.status() >= 400, "a refusal has a status of its own, not " + answer.status());
    }

    private static void refused(Wire wire, String text, String code) {
        wire.send(text).ifPresent(why -> Observe.that(false, "the broker takes what the hub will refuse: " + why));
        String refusal = wire.awaitRefusal();
        Observe.that(refusal.equals(code), "refused with " + code + ", not " + refusal);
    }
}
