package io.snodo.spoke.desk.pages;

import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.messages.HiddenField;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AgreementWithdraw;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Body;
import io.snodo.messages.body.CallTransfer;
import io.snodo.messages.body.FaqPublish;
import io.snodo.messages.body.FaqReview;
import io.snodo.messages.body.FaqWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.OverflowStart;
import io.snodo.messages.body.OverflowStop;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.Verdict;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.messages.confidential.Tie;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.SpokeApplication;
import io.snodo.spoke.crm.LocalSystem;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.ContactId;
import io.snodo.spoke.desk.OpenTicket;
import io.snodo.spoke.desk.RegisterContact;
import io.snodo.spoke.desk.Reply;
import io.snodo.spoke.desk.TestDesk;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.TicketEvent.Standing;
import io.snodo.spoke.desk.Tickets;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.link.LinkChanged;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.link.SentMessage;
import io.snodo.spoke.link.ToldRegistry;
import io.snodo.spoke.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** Venezia's whole spoke on a free port, with a hub that cannot be reached; what the hub would say is put in by hand. */
final class DeskWithoutHub implements AutoCloseable {
    static final String PASSWORD = "non-e-un-segreto";

    private final ConfigurableApplicationContext context;
    private long sequence;

    private DeskWithoutHub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static DeskWithoutHub start(Path folder) throws IOException, GeneralSecurityException {
        return start(folder, URI.create("http://127.0.0.1:1/api/v1"));
    }

    /** {@code files} is where contents of attachments go: there may be a hub for these. */
    static DeskWithoutHub start(Path folder, URI files) throws IOException, GeneralSecurityException {
        PemFiles.seal(folder, "seal");
        PemFiles.seal(folder, "hub");
        PemFiles.tls(folder, "link");
        PemFiles.tls(folder, "encrypt"); // of the same kind: P-256
        Files.writeString(folder.resolve("tenant.yaml"), """
                member: c_l736
                name: Comune di Venezia
                prefix: L736
                territory: "027042"
                languages: [it, en]
                timezone: Europe/Rome
                office: {code: urp, name: "Ufficio relazioni con il pubblico"}
                skills: [tributi, strade]
                operators: 4
                queue: {name: urp, high: 5, low: 2}
                """);
        String password = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);
        Files.writeString(folder.resolve("operators.yaml"), """
                - {username: giulia, password: "%s", name: "Giulia Rossi", roles: [OPERATOR, VALIDATOR]}
                - {username: anna, password: "%s", name: "Anna Verdi", roles: [OPERATOR, ADMINISTRATOR]}
                - {username: marco, password: "%s", name: "Marco Bianchi", roles: [OPERATOR]}
                """.formatted(password, password, password));
        try (Store store = Store.open(folder.resolve("data"))) {
            TestDesk.keep(store, TestDesk.REGISTRY);
        }
        return new DeskWithoutHub(SpokeApplication.application()
                .run(
                        "--server.port=0",
                        "--snodo.data=" + folder.resolve("data"),
                        "--snodo.tenant=" + folder,
                        "--snodo.network-vocabulary=" + TestDesk.words(folder),
                        "--snodo.operators=" + folder.resolve("operators.yaml"),
                        "--snodo.tracking.url=https://snodo.example.it/track",
                        "--snodo.attachments.hub=" + files,
                        "--snodo.attachments.first-pause=100ms",
                        "--snodo.hub.url=amqps://127.0.0.1:1",
                        "--snodo.hub.certificate=" + folder.resolve("hub.pem"),
                        "--snodo.seal.key=" + folder.resolve("seal.key"),
                        "--snodo.seal.certificate=" + folder.resolve("seal.pem"),
                        "--snodo.encryption.key=" + folder.resolve("encrypt.key"),
                        "--snodo.encryption.certificate=" + folder.resolve("encrypt.pem"),
                        "--snodo.link.key=" + folder.resolve("link.key"),
                        "--snodo.link.certificate=" + folder.resolve("link.pem"),
                        "--snodo.link.authority=" + folder.resolve("link.pem")));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The hub records what this desk has on its way about a ticket. */
    void records(
            TicketNumber number,
            Status status,
            MemberCode owner,
            int epoch,
            @Nullable MemberCode offeredTo,
            @Nullable Instant deadline) {
        for (TicketEvent event : onTheirWay(number)) {
            Message own = own(event, epoch);
            Record record = TestDesk.record(own, ++sequence, status, owner, epoch, offeredTo, deadline);
            inTransaction(() -> context.getBean(LocalSystem.class).recorded(own, record));
        }
    }

    /** The hub refuses what this desk has on its way about a ticket. */
    void refuses(TicketNumber number, RefusalCode code) {
        for (TicketEvent event : onTheirWay(number)) {
            inTransaction(() -> context.getBean(LocalSystem.class)
                    .refused(own(event, 1), Refusal.of(code).problem(null)));
        }
    }

    /** The line is up, and for long nobody has answered what this desk said about a ticket. */
    void nobodyAnswers(TicketNumber number) {
        overdue(number, 3);
        context.getBean(Link.class).up(); // until the next attempt to reach the hub that is not there
    }

    void everybodyHasAnswered(TicketNumber number) {
        overdue(number, 0);
    }

    private void overdue(TicketNumber number, int alarms) {
        inTransaction(() -> context.getBean(Store.class)
                .jdbc()
                .sql("update outbox set alarms = ?, next_alarm = ? where ticket = ?")
                .params(alarms, Instant.now().plus(Duration.ofHours(1)).toEpochMilli(), number.value())
                .update());
    }

    /** Another member says something about a ticket. */
    UUID says(
            MemberCode by,
            TicketNumber number,
            TicketBody body,
            Status status,
            MemberCode owner,
            int epoch,
            @Nullable MemberCode offeredTo,
            @Nullable Instant deadline) {
        Message message = Message.of(Clock.systemUTC(), by, List.of(), number, epoch, body);
        Record record = TestDesk.record(message, ++sequence, status, owner, epoch, offeredTo, deadline);
        inTransaction(() -> context.getBean(LocalSystem.class).apply(message, record));
        return message.id();
    }

    /** Another member says something of which fields are hidden; {@code shown} of them to this desk. */
    Message hides(
            MemberCode by,
            TicketNumber number,
            TicketBody body,
            List<HiddenField> hidden,
            MemberCode owner,
            int epoch) {
        Message said = Message.of(Clock.systemUTC(), by, List.of(), number, epoch, body);
        Message message = TestDesk.hiding(said, hidden);
        applies(message, owner, epoch, ++sequence);
        return message;
    }

    /** The same message again, with more of it shown. */
    void shows(Message said, TicketBody body, List<HiddenField> hidden, MemberCode owner, int epoch) {
        Message fresh = Message.of(
                said.id(), Clock.systemUTC(), said.from(), List.of(), said.requireTicket(), said.epoch(), body);
        applies(TestDesk.hiding(fresh, hidden), owner, epoch, 1);
    }

    private void applies(Message message, MemberCode owner, int epoch, long at) {
        Record record = TestDesk.record(message, at, Status.ACKNOWLEDGED, owner, epoch, null, null);
        inTransaction(() -> context.getBean(LocalSystem.class).apply(message, record));
    }

    /** Contacts come in, all at once. */
    void contacts(int many) {
        inTransaction(() -> {
            for (int i = 1; i <= many; i++) {
                context.getBean(RegisterContact.class)
                        .register(
                                new Contact.Request("phone", "strade", "027042", "Richiesta numero " + i, ""),
                                new Contact.Citizen("", ""));
            }
        });
    }

    /** A ticket of somebody who gave a name, as an operator opens it; recorded by the hub. */
    TicketNumber opens(String subject, Contact.Citizen citizen) {
        ContactId contact = context.getBean(RegisterContact.class)
                .register(new Contact.Request("phone", "strade", "027042", subject, ""), citizen);
        Reply<TicketNumber> opened = context.getBean(OpenTicket.class).open(contact, "giulia", subject, "Descritto");
        TicketNumber number = ((Reply.Yes<TicketNumber>) opened).value();
        records(number, Status.TRIAGE, TestDesk.VENEZIA, 1, null, null);
        return number;
    }

    /** Another member tells this one in confidence who has asked. */
    void discloses(MemberCode by, TicketNumber number, Disclosure person) {
        Confidences confidences = context.getBean(Confidences.class);
        UUID id = UUID.randomUUID();
        NoteAdd note = new NoteAdd(
                "In forma riservata.",
                Audience.NAMED,
                List.of(TestDesk.VENEZIA),
                null,
                confidences.write(person, id, number, List.of(TestDesk.VENEZIA)));
        Message message = Message.of(id, Clock.systemUTC(), by, List.of(), number, 2, note);
        Record record = TestDesk.record(message, ++sequence, Status.ACKNOWLEDGED, TestDesk.VENEZIA, 2, null, null);
        inTransaction(() -> context.getBean(LocalSystem.class).apply(message, record));
    }

    /** Another member passes a call to this one, and tells in confidence who is on the line. */
    void passes(MemberCode by, CallTransfer call, Disclosure person) {
        UUID id = UUID.randomUUID();
        Tie tie = Tie.ofCall(id, call.call());
        CallTransfer told = call.with(context.getBean(Confidences.class).write(person, tie, List.of(TestDesk.VENEZIA)));
        deliver(Message.of(id, Clock.systemUTC(), by, List.of(TestDesk.VENEZIA), told));
    }

    /** The last call that this desk has passed on has come so far; {@code refusal} where it was refused. */
    void callIs(SentMessage.State state, @Nullable RefusalCode refusal) {
        inTransaction(() -> {
            context.getBean(Store.class)
                    .jdbc()
                    .sql("""
                            update outbox set state = ?, refusal = ?, refused_by = 'c_g337'
                            where position = (select max(position) from outbox where type = 'call.transfer')""")
                    .param(state.wire())
                    .param(refusal == null ? null : refusal.wire())
                    .update();
            context.publishEvent(new LinkChanged());
        });
    }

    void withdraws(MemberCode author, FaqPublish faq, String reason) {
        deliver(author, new FaqWithdraw(faq.faq(), reason));
    }

    void publishes(MemberCode author, FaqPublish faq) {
        deliver(author, faq);
    }

    void approves(MemberCode validator, MemberCode author, FaqPublish faq) {
        deliver(validator, new FaqReview(faq.faq(), faq.version(), author, Verdict.APPROVE, null));
    }

    void offersHelp(UUID episode, MemberCode helper, String skill) {
        // on a word older than the link's patience nobody is sent to a helper
        context.getBean(Link.class).up();
        deliver(MemberCode.HUB, new OverflowStart(episode, TestDesk.VENEZIA, helper, "urp", skill, "5 waiting"));
    }

    void endsHelp(UUID episode, MemberCode helper) {
        deliver(MemberCode.HUB, new OverflowStop(episode, TestDesk.VENEZIA, helper, "urp", "2 waiting"));
    }

    double counted(String meter, String tag, String value) {
        return context.getBean(MeterRegistry.class)
                .get(meter)
                .tag(tag, value)
                .counter()
                .count();
    }

    static Instant in(Duration time) {
        return Instant.now().plus(time);
    }

    /** The hub tells another registry: the one it has, with these agreements beside those it had at the start. */
    void tells(List<Registry.Agreement> further) {
        RegistryCopy copy = context.getBean(RegistryCopy.class);
        List<Registry.Agreement> all = new ArrayList<>(TestDesk.REGISTRY.agreements());
        all.addAll(further);
        Registry before = copy.current();
        Registry next =
                new Registry(before.version() + 1, before.members(), all, before.categories(), before.retired());
        inTransaction(() -> ToldRegistry.tell(copy, next));
    }

    /** The hub answers what this desk has said to agreements: it has recorded it, or refuses it. */
    void answersAdhesions(@Nullable RefusalCode refusal) {
        List<String> sent = context.getBean(Store.class)
                .jdbc()
                .sql("select message from adhesion where standing = 'on_its_way'")
                .query(String.class)
                .list();
        Addressee addressee = context.getBeansOfType(Addressee.class).values().stream()
                .filter(a -> a.subject() == Subject.AGREEMENT)
                .findFirst()
                .orElseThrow();
        for (String id : sent) {
            Message own = Message.of(
                    UUID.fromString(id),
                    Clock.systemUTC(),
                    TestDesk.VENEZIA,
                    List.of(),
                    new AgreementWithdraw("area-veneta", "area-metropolitana", 1, null));
            inTransaction(() -> {
                if (refusal == null) {
                    addressee.recorded(own, TestDesk.record(own, 0, null, null, 0, null, null));
                } else {
                    addressee.refused(own, Refusal.of(refusal).problem(null));
                }
            });
        }
    }

    private void deliver(MemberCode from, Body body) {
        deliver(Message.of(Clock.systemUTC(), from, List.of(), body));
    }

    private void deliver(Message message) {
        Addressee addressee = context.getBeansOfType(Addressee.class).values().stream()
                .filter(a -> a.subject() == message.knownType().orElseThrow().subject())
                .findFirst()
                .orElseThrow();
        Record record = new Record(
                message.id(),
                "digest",
                message.from(),
                message.type(),
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                Instant.now());
        inTransaction(() -> addressee.deliver(message, record));
    }

    private List<TicketEvent> onTheirWay(TicketNumber number) {
        return context.getBean(Tickets.class).timeline(number).events().stream()
                .filter(e -> e.standing() == Standing.ON_ITS_WAY)
                .toList();
    }

    private static Message own(TicketEvent event, int epoch) {
        Message fresh =
                Message.of(Clock.systemUTC(), TestDesk.VENEZIA, List.of(), event.ticket(), epoch, event.content());
        return new Message(
                fresh.staffetta(),
                event.message(),
                fresh.type(),
                fresh.from(),
                List.of(),
                event.ticket(),
                epoch,
                fresh.sealedAt(),
                List.of(),
                false,
                null,
                null,
                event.hidden(),
                fresh.body());
    }

    private void inTransaction(Runnable work) {
        context.getBean(TransactionTemplate.class).executeWithoutResult(_ -> work.run());
    }

    @Override
    public void close() {
        context.close();
    }
}
