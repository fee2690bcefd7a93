package io.snodo.ops.attack.assaults;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketOpen;
import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.mail.Mail;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.seen.Role;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Messages of every type that name what is others': on their tickets, and on tickets of the stranger's own. What was
 * forged must be refused as what names nothing there is, and change nothing.
 */
public final class Forging {
    private final Judge judge;
    private final Identifiers identifiers;
    private final Party stranger;
    private final Examples examples;
    private final Supplier<String> ownersView;
    private final Clock clock;

    Forging(
            Judge judge,
            Identifiers identifiers,
            Party stranger,
            Examples examples,
            Supplier<String> ownersView,
            Clock clock) {
        this.judge = judge;
        this.identifiers = identifiers;
        this.stranger = stranger;
        this.examples = examples;
        this.ownersView = ownersView;
        this.clock = clock;
    }

    /** With {@code all} of every example, on every ticket and with every identifier; otherwise one of each. */
    public void of(Collection<String> types, Mail mail, boolean all) {
        long most = all ? Long.MAX_VALUE : 1;
        for (String type : types) {
            String before = ownersView.get();
            for (JsonNode example : examples.of(type).stream().limit(most).toList()) {
                onTheirTickets(type, example, mail, most);
                onOwnTicket(type, example, mail, most);
            }
            judge.effect(attempt(mail, type), before, ownersView.get());
        }
    }

    private void onTheirTickets(String type, JsonNode example, Mail mail, long most) {
        for (String ticket :
                identifiers.foreign(Kind.TICKET).stream().limit(most).toList()) {
            for (String message : messages(example, most)) {
                Forgery another = forged(example, ticket, message);
                Forgery absent = Forgery.of(
                        example,
                        stranger.code(),
                        stranger.key(),
                        identifiers.absent(Kind.TICKET, ticket),
                        (kind, like) -> identifiers.absent(kind, identifiers.first(kind)),
                        clock);
                compare(type + " on another's ticket", type, another, absent, mail);
            }
        }
    }

    /** What it names beside its ticket is others'. */
    private void onOwnTicket(String type, JsonNode example, Mail mail, long most) {
        boolean names = Forgery.names(example, Kind.TICKET)
                || Forgery.names(example, Kind.MESSAGE)
                || Forgery.names(example, Kind.DIGEST);
        if (!names || !example.has("ticket") || type.equals("ticket.open")) {
            return;
        }
        for (String message : messages(example, most)) {
            Forgery another = forged(example, fresh(), message);
            Forgery absent = Forgery.of(
                    example,
                    stranger.code(),
                    stranger.key(),
                    fresh(),
                    (kind, like) -> identifiers.absent(kind, identifiers.first(kind)),
                    clock);
            compare(type + " on its own ticket, naming another's", type, another, absent, mail);
        }
    }

    private List<String> messages(JsonNode example, long most) {
        return Forgery.names(example, Kind.MESSAGE)
                ? identifiers.foreign(Kind.MESSAGE).stream().limit(most).toList()
                : List.of(identifiers.first(Kind.MESSAGE));
    }

    private Forgery forged(JsonNode example, String ticket, String message) {
        return Forgery.of(
                example,
                stranger.code(),
                stranger.key(),
                ticket,
                (kind, _) -> kind == Kind.MESSAGE ? message : identifiers.first(kind),
                clock);
    }

    private String fresh() {
        TicketNumber number = stranger.mint();
        stranger.open(number, new TicketOpen("Di chi attacca", null, "altro", null, "web", null, null));
        return number.value();
    }

    private void compare(String words, String type, Forgery another, Forgery absent, Mail mail) {
        Set<String> sent = new HashSet<>(another.sent());
        sent.addAll(absent.sent());
        judge.tally().attempt(mail.door(), Role.FOREIGN_MEMBER);
        Answer told = mail.tell(another.sealed(), another.id());
        judge.content(attempt(mail, words), told, sent);
        if (Forgery.isAboutSecrets(type)) {
            judge.existence(
                    attempt(mail, words),
                    Masked.of(told, sent),
                    Masked.of(mail.tell(absent.sealed(), absent.id()), sent));
        }
    }

    /** Their own messages, as they sealed them, brought by somebody else. */
    void again(List<String> genuine, Mail mail) {
        String before = ownersView.get();
        for (String sealed : genuine) {
            judge.tally().attempt(mail.door(), Role.IMPOSTOR);
            UUID id = UUID.fromString(io.snodo.messages.Json.MAPPER
                    .readTree(io.snodo.messages.seal.Sealed.read(sealed)
                            .orElseThrow()
                            .alreadyVerified())
                    .path("id")
                    .asString(""));
            Answer told = mail.tell(sealed, id);
            Judge.Attempt attempt =
                    new Judge.Attempt(mail.door(), Role.IMPOSTOR, "another's message brought again", false);
            judge.content(attempt, told, Set.of(id.toString()));
            if (!told.text().contains("sender_mismatch")) {
                judge.access(attempt, "not refused as another's: " + told.status());
            }
        }
        judge.effect(
                new Judge.Attempt(mail.door(), Role.IMPOSTOR, "others' messages brought again", false),
                before,
                ownersView.get());
    }

    private static Judge.Attempt attempt(Mail mail, String words) {
        return new Judge.Attempt(mail.door(), Role.FOREIGN_MEMBER, words, false);
    }
}
