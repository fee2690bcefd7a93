package io.snodo.messages;

import io.snodo.messages.body.*;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One body of every type with all it can hold, and one with as little as it may. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final MemberCode VENEZIA = new MemberCode("c_l736");
    public static final MemberCode PARMA = new MemberCode("c_g337");
    public static final MemberCode BRESCIA = new MemberCode("c_b157");
    public static final TicketNumber TICKET = TicketNumber.mint("L736", 42);
    public static final TicketNumber OTHER = TicketNumber.mint("L736", 43);

    private static final UUID OFFER = UUID.fromString("019aab3c-7f10-7b2e-8c55-0f6a1f2d3e4c");
    private static final UUID FAQ = UUID.fromString("5b0c7a9e-3f1d-4c6b-9a2e-1d3f5b7a9c0e");
    private static final String DIGEST = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg";

    private Samples() {}

    public static List<Body> full() {
        return List.of(
                new TicketOpen(
                        "Lampione spento",
                        "In calle Larga, da tre giorni.",
                        "illuminazione",
                        "027042",
                        "phone",
                        NOW,
                        DIGEST),
                new NoteAdd("Mandata una squadra.\nArriva domani.", Audience.NAMED, List.of(PARMA, BRESCIA)),
                new StatusSet(Status.PENDING, "Aspettiamo il pezzo"),
                new HandoverOffer("È di vostra competenza", NOW.plusSeconds(3600), Cause.COMPETENCE),
                new AttachmentOffer(
                        "lampione.jpg", "image/jpeg", 348_112, DIGEST, "Il palo", Audience.NAMED, List.of(BRESCIA)),
                new HandoverAccept(OFFER),
                new HandoverReject(OFFER, "Non è strada nostra", BRESCIA),
                new HandoverWithdraw(OFFER, "Ci pensiamo noi"),
                new HandoverExpire(OFFER),
                new TicketResolve(Outcome.SOLVED, "Lampada cambiata"),
                new TicketConfirm("Grazie"),
                new TicketReopen("È di nuovo spento"),
                new TicketClose(Outcome.NO_FURTHER_ACTION),
                new TicketCancel("Aperto per errore"),
                new RatingAdd(Face.UNSATISFIED, "Troppo tempo"),
                new TicketUpdate(
                        4,
                        new TicketUpdate.Patch("Due lampioni spenti", "illuminazione", null, NOW),
                        List.of(TicketUpdate.Clearable.TERRITORY)),
                new TaskRequest("Serve la pianta dei pali", NOW.plusSeconds(86400)),
                new TaskAccept(OFFER),
                new TaskDecline(OFFER, "Non abbiamo la pianta"),
                new TaskDone(OFFER, "La pianta è nel portale"),
                new TaskWithdraw(OFFER, "Trovata"),
                new TaskExpire(OFFER),
                new ShareGrant("La strada è di confine"),
                new ShareRevoke("Riguarda solo noi"),
                new HandoverRefer("Quattro enti, nessuno competente"),
                new HandoverAssign(OFFER, "La strada è di Brescia"),
                new TicketLink(OTHER, Relation.RELATED, "Lo stesso impianto"),
                new TicketSplit(OTHER, "Anche il marciapiede"),
                new TicketMerge(OTHER, "Lo stesso lampione"),
                new TicketUnmerge("Sono due lampioni"),
                new DiscrepancyReport(Disagreement.STATUS, 7L, "Da noi è ancora in lavorazione"),
                new DiscrepancyAnswer(OFFER, Finding.CORRECTED, "Riallineato"),
                new InfoRequest(Asked.CITIZEN, "A quale civico?"),
                new InfoAnswer(OFFER, "Al civico 3"),
                new FaqPublish(
                        FAQ, 2, "it", "Quando si paga?", "Entro il 16 giugno.", "tributi", List.of("imu", "acconto")),
                new FaqReview(FAQ, 2, PARMA, Verdict.SEND_BACK, "Manca il saldo"),
                new FaqWithdraw(FAQ, "Superata"),
                new QueueState("urp", 7, 1, 5, 2, NOW),
                new OverflowStart(FAQ, BRESCIA, VENEZIA, "urp", "tributi", "7 waiting, mark 5"),
                new OverflowStop(FAQ, BRESCIA, VENEZIA, "urp", "2 waiting, mark 2"),
                new CallTransfer(
                        "5f2c8a10-7b3d-4e19@pbx.example",
                        CallMode.CONSULTATION,
                        "tributi",
                        "it",
                        "Un avviso IMU.\nHa l'atto sottomano.",
                        NOW.plusSeconds(600),
                        TICKET,
                        null),
                new AgreementAccept("area-veneta", "area-metropolitana", 2, DIGEST),
                new AgreementWithdraw("area-veneta", "area-metropolitana", 2, "Il consiglio\nha deciso altrimenti"),
                new MemberHello("snodo 0.1", List.of("1.0"), 3),
                new Registry(
                        4,
                        List.of(new Registry.Member(
                                VENEZIA,
                                "Comune di Venezia",
                                "L736",
                                "027042",
                                List.of("tributi"),
                                List.of(Map.of("kty", "OKP", "crv", "Ed25519", "x", DIGEST)),
                                "+39 041 0000000")),
                        List.of(
                                new Registry.Agreement(
                                        "handover-1",
                                        Registry.Agreement.Kind.HANDOVER,
                                        VENEZIA,
                                        PARMA,
                                        List.of("tributi")),
                                deed()),
                        List.of(new Registry.Category("tributi", "Tributi", "Taxes", 30)),
                        List.of(
                                retired(VENEZIA, NOW.minusSeconds(60), false),
                                retired(PARMA, NOW.minusSeconds(30), true)),
                        1,
                        2,
                        9,
                        List.of(NEXT_HUB)),
                new RegistryChanges(
                        3,
                        4,
                        List.of(new Registry.Member(
                                        VENEZIA,
                                        "Comune di Venezia",
                                        "L736",
                                        "027042",
                                        List.of("tributi"),
                                        List.of(Map.of("kty", "OKP", "crv", "Ed25519", "x", DIGEST)),
                                        "+39 041 0000000")
                                .serving(service())
                                .behind(NEXT_HUB.code())),
                        List.of(PARMA),
                        List.of(new Registry.Agreement(
                                "handover-1", Registry.Agreement.Kind.HANDOVER, VENEZIA, BRESCIA, List.of("tributi"))),
                        List.of("handover-2"),
                        List.of(new Registry.Category("tributi", "Tributi", "Taxes", 30)),
                        List.of(retired(PARMA, NOW.minusSeconds(30), true)),
                        List.of(NEXT_HUB)),
                new Receipt(List.of(
                        new Receipt.Entry(OFFER, DIGEST, Receipt.Level.L3, null),
                        new Receipt.Entry(
                                OFFER,
                                DIGEST,
                                Receipt.Level.REFUSED,
                                io.snodo.messages.refusal.RefusalCode.SEAL_INVALID))));
    }

    private static final Registry.Hub NEXT_HUB = new Registry.Hub(
            new MemberCode("hub_nazionale"),
            "Hub nazionale",
            List.of(Map.of("kty", "OKP", "crv", "Ed25519", "x", DIGEST)),
            "https://hub.example/track");

    private static Registry.Agreement deed() {
        List<Registry.Agreement.Kind> kinds = List.of(Registry.Agreement.Kind.OVERFLOW);
        Deed.Text words = new Deed.Text("Aiuto nei giorni feriali", "Help on weekdays");
        Terms terms = new Terms(
                List.of("strade"),
                List.of("tributi"),
                new Terms.Hours(List.of(Day.MON, Day.FRI), "08:30", "13:00"),
                50,
                new Terms.Ceiling(2, 0),
                Terms.Visibility.MATTER,
                new Terms.Files(10_000_000, List.of("image/jpeg")),
                365);
        return new Registry.Agreement(
                "area-veneta.2.overflow",
                Registry.Agreement.Kind.OVERFLOW,
                null,
                null,
                List.of("tributi"),
                List.of(VENEZIA, PARMA),
                List.of(BRESCIA),
                new Deed(
                        "area-veneta",
                        null,
                        "area-metropolitana",
                        2,
                        kinds,
                        words,
                        words,
                        terms,
                        Deed.digest("area-metropolitana", 2, kinds, words, words, terms),
                        NOW));
    }

    private static Registry.RetiredKey retired(MemberCode member, Instant until, boolean revoked) {
        Map<String, String> jwk = Map.of("kty", "OKP", "crv", "Ed25519", "x", DIGEST);
        return new Registry.RetiredKey(member, jwk, until.minusSeconds(3600), until, revoked);
    }

    private static Service service() {
        return new Service(
                "Europe/Rome",
                List.of("it", "de"),
                List.of(new Service.Territory("027042", LocalDate.of(2026, 1, 1), null)),
                List.of(new Service.Office(
                        "urp",
                        "Sportello",
                        "Front desk",
                        "urp@comune.venezia.example",
                        "+39 041 000 0000",
                        List.of(new Service.Hours(Day.MON, "08:30", "12:30")),
                        "04-25",
                        true,
                        List.of(new Service.Closure(LocalDate.of(2026, 8, 14), LocalDate.of(2026, 8, 16))))),
                "rest-pull",
                List.of(new Service.Queue("urp", List.of("tributi"))),
                List.of(new Service.Target("tributi", 20)),
                "1.0");
    }

    public static List<Body> sparse() {
        return List.of(
                new TicketOpen("Lampione spento", null, "illuminazione", null, "phone", null, null),
                new NoteAdd("Fatto", null, null),
                new AttachmentOffer("pianta.pdf", "application/pdf", 1, DIGEST, null, null, null),
                new StatusSet(Status.IN_PROGRESS, null),
                new HandoverOffer("Vostra", NOW.plusSeconds(60), null),
                new HandoverReject(OFFER, "No", null),
                new HandoverWithdraw(OFFER, null),
                new TicketResolve(Outcome.DUPLICATE, null),
                new TicketConfirm(null),
                new RatingAdd(Face.SATISFIED, null),
                new DiscrepancyReport(Disagreement.MESSAGE, null, "Manca una nota"),
                new DiscrepancyAnswer(OFFER, Finding.UNFOUNDED, null),
                new TicketLink(OTHER, Relation.NONE, null),
                new TicketMerge(OTHER, null),
                new ShareRevoke(null),
                new TaskWithdraw(OFFER, null),
                new TicketUpdate(1, new TicketUpdate.Patch(null, "strade", null, null), null),
                new TicketUpdate(1, null, List.of(TicketUpdate.Clearable.DUE)),
                new FaqPublish(FAQ, 1, "it", "Quando?", "Oggi.", "tributi", null),
                new FaqReview(FAQ, 1, PARMA, Verdict.APPROVE, null),
                new CallTransfer(
                        "linea-7Kq2",
                        CallMode.BLIND,
                        "anagrafe",
                        null,
                        "Un documento",
                        NOW.plusSeconds(60),
                        null,
                        null),
                new AgreementWithdraw("area-veneta", "area-metropolitana", 2, null),
                new MemberHello("snodo", List.of("1.0"), 0),
                new Registry(1, List.of(), List.of(), List.of()),
                new RegistryChanges(1, 2, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    public static Message message(Body body) {
        return switch (MessageType.of(body).subject()) {
            case TICKET -> Message.of(CLOCK, VENEZIA, List.of(PARMA), TICKET, 1, body);
            case CALL -> Message.of(CLOCK, VENEZIA, List.of(PARMA), body);
            case KNOWLEDGE, OVERFLOW, AGREEMENT, NETWORK -> Message.of(CLOCK, VENEZIA, List.of(), body);
        };
    }
}
