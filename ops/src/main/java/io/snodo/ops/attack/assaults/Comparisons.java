package io.snodo.ops.attack.assaults;

import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.seal.Sealed;
import io.snodo.ops.attack.ground.Hands;
import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.ground.Terrain;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.interfaces.Published;
import io.snodo.ops.attack.interfaces.Slot;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.HttpHand;
import io.snodo.ops.attack.visitors.SoapHand;
import io.snodo.ops.attack.visitors.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where times are compared: at every door where somebody could learn that something is there. */
public record Comparisons(
        Terrain terrain, Extent extent, Published published, Judge judge, Identifiers identifiers, Party stranger) {

    public void by(Hands hands, TicketNumber theirs) {
        TimingAssault times = new TimingAssault(judge, extent.pairs());
        HttpHand api = hands.memberAtApi();
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
        return Sealed.seal(
                        Message.of(
                                terrain.clock(),
                                stranger.code(),
                                List.of(),
                                new TicketNumber(ticket),
                                0,
                                new NoteAdd("Di chi attacca", Audience.PARTIES, null)),
                        stranger.key())
                .jws();
    }
}
