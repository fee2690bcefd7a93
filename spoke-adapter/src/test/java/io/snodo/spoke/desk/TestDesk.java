package io.snodo.spoke.desk;

import io.snodo.messages.HiddenField;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.confidential.DecryptionKey;
import io.snodo.messages.hidden.Uncovering;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.seal.SealKey;
import io.snodo.spoke.bonds.Bonds;
import io.snodo.spoke.link.Bell;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.link.Outbox;
import io.snodo.spoke.link.Patience;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.link.Speaker;
import io.snodo.spoke.link.TicketNumbers;
import io.snodo.spoke.store.Store;
import io.snodo.spoke.tenant.Tenant;
import io.snodo.spoke.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Venezia's desk on a real store, without Spring, and a hub that exists only as the records a test writes. */
public final class TestDesk implements AutoCloseable {
    public static final MemberCode VENEZIA = new MemberCode("c_l736");
    public static final MemberCode PARMA = new MemberCode("c_g337");
    public static final MemberCode BRESCIA = new MemberCode("c_b157");
    public static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    public static final DecryptionKey VENEZIAS_KEY = DecryptionKey.generate();
    public static final DecryptionKey PARMAS_KEY = DecryptionKey.generate();
    public static final Registry REGISTRY = new Registry(
            3,
            List.of(
                    member(VENEZIA, "Comune di Venezia", "L736", "027042"),
                    member(PARMA, "Comune di Parma", "G337", "034027"),
                    member(BRESCIA, "Comune di Brescia", "B157", "017029")),
            List.of(
                    new Registry.Agreement("1", Registry.Agreement.Kind.HANDOVER, PARMA, VENEZIA, List.of()),
                    new Registry.Agreement(
                            "2", Registry.Agreement.Kind.OVERFLOW, BRESCIA, VENEZIA, List.of("tributi"))),
            List.of(
                    new Registry.Category("tributi", "Tributi e imposte", "Taxes and charges", 30),
                    new Registry.Category("strade", "Strade e marciapiedi", "Roads and pavements", 20)));

    public final Store store;
    public final Tenant tenant;
    public final Outbox outbox;
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final List<Object> events = new ArrayList<>();
    public final ApplicationEventPublisher publisher = events::add;
    public final Contacts contacts;
    public final Tickets tickets;
    final Casebook casebook;
    public final Categories categories;
    public final Destinations destinations;
    final Voice voice;
    final OpenTicket openTicket;
    public final Confidences confidences;
    final DisclosePerson disclosePerson;
    public final RegisterContact registerContact;
    public final TakeContact takeContact;
    final RegistryCopy registry;
    private long sequence;

    public TestDesk(Path folder) throws IOException {
        store = Store.open(folder);
        keep(store, REGISTRY);
        tenant = new Tenant(
                VENEZIA,
                "Comune di Venezia",
                "L736",
                "027042",
                List.of("it"),
                ZoneId.of("Europe/Rome"),
                null,
                new Tenant.Office("urp", "Urp"),
                List.of("tributi"),
                4,
                new Tenant.Queue("urp", 5, 2));
        registry = new RegistryCopy(store.jdbc());
        outbox =
                new Outbox(store.jdbc(), new Speaker(VENEZIA, SealKey.generate(), clock), Patience.DEFAULT, new Bell());
        contacts = new Contacts(store.jdbc());
        tickets = new Tickets(store.jdbc());
        casebook = new Casebook(store.jdbc());
        categories = new Categories(registry, Vocabulary.read(words(folder), folder));
        destinations = new Destinations(registry, tenant, clock);
        voice = new Voice(tickets, casebook, outbox, tenant, clock, publisher);
        confidences = new Confidences(registry, VENEZIA, List.of(VENEZIAS_KEY), clock);
        openTicket = new OpenTicket(
                contacts,
                casebook,
                new TicketNumbers(store.jdbc(), tenant.prefix()),
                categories,
                new Bonds(store.jdbc(), clock),
                voice,
                confidences,
                tenant,
                clock,
                publisher);
        registerContact = new RegisterContact(contacts, clock, publisher);
        takeContact = new TakeContact(contacts, clock, publisher);
        disclosePerson = new DisclosePerson(tickets, contacts, confidences, voice, tenant);
    }

    /** Puts a registry where the link keeps its copy. */
    public static void keep(Store store, Registry registry) {
        store.jdbc()
                .sql("insert into registry (only, version, at) values (1, ?, 0)"
                        + " on conflict (only) do update set version = excluded.version")
                .param(registry.version())
                .update();
        String said = Json.MAPPER.writeValueAsString(registry);
        keep(store, said, "member", "members", "json_extract(e.value, '$.code')");
        keep(store, said, "agreement", "agreements", "json_extract(e.value, '$.id')");
        keep(store, said, "category", "categories", "printf('%05d', e.key)");
    }

    private static void keep(Store store, String registry, String kind, String entries, String id) {
        store.jdbc()
                .sql("insert or replace into registry_entry select '" + kind + "', " + id + ", e.value"
                        + " from json_each(?, '$." + entries + "') e")
                .param(registry)
                .update();
    }

    /** Writes both vocabularies into {@code folder}; returns the network's. */
    public static Path words(Path folder) throws IOException {
        Files.writeString(folder.resolve("vocabulary.yaml"), """
                categories: {"Buche e marciapiedi": strade}
                channels: {}
                """);
        return Files.writeString(folder.resolve("network.yaml"), """
                version: 1
                categories:
                  - {code: tributi, it: "Tributi e imposte", en: "Taxes and charges", days: 30}
                  - {code: strade, it: "Strade e marciapiedi", en: "Roads and pavements", days: 20}
                channels:
                  - {code: phone, it: "Telefono", en: "Telephone"}
                  - {code: desk, it: "Sportello", en: "Counter"}
                """);
    }

    public Ticket ticket(TicketNumber number) {
        return tickets.find(number).orElseThrow();
    }

    public Timeline timeline(TicketNumber number) {
        return tickets.timeline(number);
    }

    /** Says {@code own} here, as a use case would. */
    public void says(Message own) {
        casebook.said(
                own.id(),
                own.requireTicket(),
                own.from(),
                null,
                (TicketBody) own.content(),
                own.hidden(),
                "giulia",
                NOW);
    }

    private static Registry.Member member(MemberCode code, String name, String prefix, String territory) {
        Map<String, String> encryption =
                code.equals(PARMA) ? PARMAS_KEY.encryptionKey().jwk() : null;
        return new Registry.Member(code, name, prefix, territory, List.of("tributi"), List.of(), encryption, null);
    }

    ContactId aContact() {
        return contacts.add(
                new Contact.Request("phone", "strade", "027042", "Buca in calle", "Davanti al numero 12"),
                new Contact.Citizen("Anna Neri", "041 000000"),
                NOW);
    }

    TicketNumber aTicket() {
        Reply<TicketNumber> opened = openTicket.open(aContact(), "giulia", "Buca in calle", "Davanti al numero 12");
        return ((Reply.Yes<TicketNumber>) opened).value();
    }

    /** A ticket of ours that the hub has recorded. */
    TicketNumber aRecordedTicket() {
        TicketNumber number = aTicket();
        hubRecordsAll(number, Status.TRIAGE, VENEZIA, 1, null, null);
        return number;
    }

    /** The hub records what this desk has on its way; {@code owner} and the rest are what is so afterwards. */
    void hubRecordsAll(
            TicketNumber number,
            Status status,
            MemberCode owner,
            int epoch,
            @Nullable MemberCode offeredTo,
            @Nullable Instant deadline) {
        for (TicketEvent event : tickets.timeline(number).events()) {
            if (event.standing() == TicketEvent.Standing.ON_ITS_WAY) {
                Message own = message(event.message(), VENEZIA, number, epoch, event.content());
                applied().recorded(own, record(own, ++sequence, status, owner, epoch, offeredTo, deadline));
            }
        }
    }

    /** Another member says something and the hub records it. */
    Message says(
            MemberCode by,
            TicketNumber number,
            TicketBody body,
            Status status,
            MemberCode owner,
            int epoch,
            @Nullable MemberCode offeredTo) {
        Message message = Message.of(clock, by, List.of(), number, epoch, body);
        Instant deadline = offeredTo == null ? null : NOW.plus(Duration.ofHours(1));
        applied().recorded(message, record(message, ++sequence, status, owner, epoch, offeredTo, deadline));
        return message;
    }

    public ApplyTicketEvent applied() {
        return new ApplyTicketEvent(casebook, contacts, disclosePerson, publisher);
    }

    static Message message(UUID id, MemberCode from, TicketNumber number, int epoch, TicketBody body) {
        Message fresh = Message.of(Clock.systemUTC(), from, List.of(), number, epoch, body);
        return new Message(
                fresh.staffetta(),
                id,
                fresh.type(),
                from,
                List.of(),
                number,
                epoch,
                NOW,
                List.of(),
                false,
                null,
                fresh.body());
    }

    /** With fields that only some may see, as the link reads it. */
    public static Message hiding(Message said, List<HiddenField> hidden) {
        return new Message(
                said.staffetta(),
                said.id(),
                said.type(),
                said.from(),
                said.to(),
                said.ticket(),
                said.epoch(),
                said.sealedAt(),
                said.mustUnderstand(),
                said.optional(),
                said.onBehalfOf(),
                said.original(),
                hidden,
                said.body());
    }

    public static Record record(
            Message message,
            long sequence,
            @Nullable Status status,
            @Nullable MemberCode owner,
            int epoch,
            @Nullable MemberCode offeredTo,
            @Nullable Instant deadline) {
        return new Record(
                message.id(),
                "digest",
                message.from(),
                message.type(),
                message.ticket(),
                sequence,
                epoch,
                owner,
                status,
                offeredTo,
                deadline,
                NOW);
    }

    /** What the outbox holds, as it was said; oldest first. */
    public List<Message> said() {
        return store.jdbc().sql("select jws from outbox order by position").query(String.class).list().stream()
                .map(Uncovering::kept)
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
