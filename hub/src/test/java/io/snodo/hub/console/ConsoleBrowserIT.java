package io.snodo.hub.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.micrometer.core.instrument.MeterRegistry;
import io.snodo.hub.attachments.Quarantine;
import io.snodo.hub.delivery.Deliveries;
import io.snodo.hub.delivery.ParkedDeliveries;
import io.snodo.hub.delivery.Whereabouts;
import io.snodo.hub.enrolment.Renewals;
import io.snodo.hub.evidence.Anchors;
import io.snodo.hub.exchange.Referrals;
import io.snodo.hub.exchange.RefusalEvents;
import io.snodo.hub.federation.Neighbour;
import io.snodo.hub.federation.Neighbours;
import io.snodo.hub.identity.Office;
import io.snodo.hub.identity.Operators;
import io.snodo.hub.identity.OtherWayIn;
import io.snodo.hub.identity.SecondFactors;
import io.snodo.hub.leaving.Leaving;
import io.snodo.hub.members.CertificateEnds;
import io.snodo.hub.members.Members;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.Adhesions;
import io.snodo.hub.operators.Certificates;
import io.snodo.hub.operators.EarlyRenewal;
import io.snodo.hub.operators.Exit;
import io.snodo.hub.operators.HeldTickets;
import io.snodo.hub.operators.Phrase;
import io.snodo.hub.operators.Placing;
import io.snodo.hub.operators.Redelivery;
import io.snodo.hub.operators.SecondFactorReset;
import io.snodo.hub.operators.Standing;
import io.snodo.hub.operators.Standings;
import io.snodo.hub.operators.Suspension;
import io.snodo.hub.operators.Trail;
import io.snodo.hub.overflow.Choice;
import io.snodo.hub.overflow.Considered;
import io.snodo.hub.overflow.Episode;
import io.snodo.hub.overflow.Overflow;
import io.snodo.hub.overflow.Reading;
import io.snodo.hub.pages.Browser;
import io.snodo.hub.pages.PagesAlone;
import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.agreement.Agreements;
import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserIT {
    private static final MemberCode VENEZIA = new MemberCode("c_l736");
    private static final MemberCode PARMA = new MemberCode("c_g337");
    private static final MemberCode BRESCIA = new MemberCode("c_b157");
    private static final MemberCode REGGIO = new MemberCode("c_h224");
    private static final Instant NOW = PagesAlone.NOW;

    @ComponentScan(
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {ConsoleStreams.class, Sights.class}))
    static class Room {
        @Bean
        Sights sights() {
            return mock();
        }

        @Bean
        Quarantine quarantine() {
            Quarantine quarantine = mock();
            when(quarantine.now()).thenReturn(new Quarantine.Standing(2, 1, false));
            return quarantine;
        }

        @Bean
        Referrals referrals() {
            return mock();
        }

        @Bean
        Placing placing() {
            return mock();
        }

        @Bean
        Adhesions adhesions() {
            return mock();
        }

        @Bean
        Certificates certificates() {
            return mock();
        }

        @Bean
        EarlyRenewal earlyRenewal() {
            return mock();
        }

        @Bean
        RefusalEvents refusalEvents() {
            return mock();
        }

        @Bean
        ParkedDeliveries parkedDeliveries() {
            return mock();
        }

        @Bean
        Redelivery redelivery() {
            return mock();
        }

        @Bean
        Neighbours neighbours() {
            return mock();
        }

        @Bean
        Whereabouts whereabouts() {
            return mock();
        }

        @Bean
        SecondFactors secondFactors() {
            return mock();
        }

        @Bean
        SecondFactorReset secondFactorReset() {
            return mock();
        }

        @Bean
        Operators operators() {
            return mock();
        }

        @Bean
        OtherWayIn otherWayIn() {
            return new OtherWayIn("Accesso unico del Comune", "/console/oidc/provider");
        }

        @Bean
        Deliveries deliveries() {
            return mock();
        }

        @Bean
        Anchors anchors() {
            return mock();
        }

        @Bean
        Standings standings() {
            return mock();
        }

        @Bean
        Exit exit() {
            return mock(Exit.class);
        }

        @Bean
        Leaving leaving() {
            return mock(Leaving.class);
        }

        @Bean
        Suspension suspension() {
            return mock();
        }

        @Bean
        HeldTickets heldTickets() {
            return mock();
        }

        @Bean
        Trail trail() {
            return mock();
        }

        /** Every page of the console has an operator. */
        @Bean
        FilterRegistrationBean<Filter> operator() {
            return new FilterRegistrationBean<>((request, response, chain) -> chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                        @Override
                        public Principal getUserPrincipal() {
                            return new Gestore();
                        }
                    },
                    response));
        }
    }

    private record Gestore() implements Principal, Office.Held {
        @Override
        public String getName() {
            return "gestore";
        }

        @Override
        public Office office() {
            return new Office.HubOperator("gestore");
        }
    }

    private Browser browser;
    private ServletWebServerApplicationContext hub;
    private String url;

    @BeforeAll
    void start() {
        browser = new Browser();
        hub = PagesAlone.start(Room.class);
        url = "http://127.0.0.1:" + hub.getWebServer().getPort();
    }

    @AfterAll
    void stop() {
        if (hub != null) {
            hub.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aTicketPastTheHopLimitIsPlacedByCompetenceAndUnread() {
        Members belonging = hub.getBean(Members.class);
        Registry all = belonging.registry();
        when(belonging.registry(REGGIO)).thenReturn(all);
        Referrals referrals = hub.getBean(Referrals.class);
        TicketNumber number = TicketNumber.mint("L736", 42);
        UUID referral = new UUID(0, 7);
        when(referrals.waiting(anyInt()))
                .thenReturn(List.of(new Referrals.Waiting(
                        number, referral, REGGIO, List.of(VENEZIA, PARMA, VENEZIA), "strade", "027042", NOW)));
        Placing placing = hub.getBean(Placing.class);
        when(placing.place(any(), any(), any(), any(), any())).thenReturn(Act.Result.REFUSED);
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate(url + "/console/triage");
            visit.isAccessible();
            page.getByLabel("A chi spetta").selectOption(BRESCIA.value());
            page.getByLabel("Perché (lo leggono gli uffici)").fill("La strada è sua");
            page.locator("[data-ticket] button[type=submit]").click();
            assertThat(page.locator("#placed")).containsText("non aspetta più");
        }
        verify(placing).place(any(), eq(number), eq(referral), eq(BRESCIA), eq("La strada è sua"));
    }

    @Test
    void agreementsAreAMatrixOfWhoGrantsWhatToWhom() {
        Members members = hub.getBean(Members.class);
        Deed.Text title = new Deed.Text("Area metropolitana", "Metropolitan area");
        Terms terms = new Terms(List.of("strade"), List.of(), null, 0, null, null, null, 0);
        List<Registry.Agreement> agreements = List.of(
                new Registry.Agreement("1", Kind.HANDOVER, REGGIO, VENEZIA, List.of()),
                new Registry.Agreement(
                        "area.1.handover",
                        Kind.HANDOVER,
                        null,
                        null,
                        List.of(),
                        List.of(VENEZIA, PARMA),
                        List.of(BRESCIA),
                        new Deed(
                                "area-veneta",
                                null,
                                "area-metropolitana",
                                1,
                                List.of(Kind.HANDOVER),
                                title,
                                title,
                                terms,
                                Deed.digest("area-metropolitana", 1, List.of(Kind.HANDOVER), title, title, terms),
                                null)));
        List<Registry.Member> all = new ArrayList<>(members.registry().members());
        for (int i = 0; i < 8000; i++) {
            all.add(member(new MemberCode("m_" + i), "Comune di Prova " + i));
        }
        when(members.registry()).thenReturn(new Registry(2, all, agreements, List.of()));
        when(members.agreements()).thenReturn(Agreements.of(agreements));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            page.navigate(url + "/console/agreements?group=area-veneta");
            assertThat(page.locator("tr[data-agreement=area-veneta]")).containsText("2 di 3");
            assertThat(page.locator("table.matrix tbody tr")).hasCount(3);
            assertThat(cell(page, VENEZIA, PARMA)).containsText("in vigore");
            assertThat(cell(page, PARMA, BRESCIA)).containsText("aspetta");
            assertThat(cell(page, PARMA, BRESCIA)).containsText("c_b157");
            assertThat(cell(page, PARMA, PARMA)).hasText("–");
            visit.screenshot("console-agreements-group");

            page.locator("a", new Page.LocatorOptions().setHasText("Tutti gli accordi"))
                    .click();
            assertThat(page.locator("table.matrix tbody tr")).hasCount(20);
            assertThat(page.locator("main")).containsText("8.004");
            page.getByLabel("Chi concede").fill("reggio");
            page.getByLabel("A chi").fill("venezia");
            page.locator("form.look button").click();
            assertThat(page.locator("table.matrix tbody tr")).hasCount(1);
            assertThat(cell(page, REGGIO, VENEZIA)).containsText("in vigore");
            visit.screenshot("console-agreements-found");
            page.getByLabel("A chi").fill("prova 7999");
            page.locator("form.look button").click();
            assertThat(cell(page, REGGIO, new MemberCode("m_7999"))).containsText("nessuno");
        }
        try (Browser.Visit visit = browser.desktop(url, "en")) {
            visit.page().navigate(url + "/console/agreements?group=area-veneta&lang=en");
            assertThat(cell(visit.page(), PARMA, BRESCIA)).containsText("waits for");
            visit.isAccessible();
        }
    }

    private static Locator cell(Page page, MemberCode grantor, MemberCode grantee) {
        return page.locator("tr[data-grantor='" + grantor + "'] td[data-grantee='" + grantee + "']");
    }

    @BeforeEach
    void network() {
        Members members = hub.getBean(Members.class);
        List<Registry.Member> all = List.of(
                member(VENEZIA, "Comune di Venezia"), member(PARMA, "Comune di Parma"),
                member(BRESCIA, "Comune di Brescia"), member(REGGIO, "Comune di Reggio Calabria"));
        when(members.registry()).thenReturn(new Registry(1, all, List.of(), List.of()));
        all.forEach(m -> when(members.find(m.code())).thenReturn(Optional.of(m)));
        when(hub.getBean(Standings.class).all())
                .thenReturn(List.of(
                        standing(PARMA, "Comune di Parma", Standing.State.ADMITTED, null),
                        standing(BRESCIA, "Comune di Brescia", Standing.State.SUSPENDED, "In prova"),
                        standing(VENEZIA, "Comune di Venezia", Standing.State.ADMITTED, null)));
        Overflow overflow = hub.getBean(Overflow.class);
        when(overflow.queues())
                .thenReturn(List.of(reading(VENEZIA, 1, 2), reading(BRESCIA, 7, 0), reading(REGGIO, 0, 3)));
        when(overflow.episodes(any()))
                .thenReturn(List.of(
                        new Episode(new UUID(0, 1), BRESCIA, REGGIO, "urp", "tributi", NOW.minusSeconds(95), null),
                        new Episode(
                                new UUID(0, 2),
                                BRESCIA,
                                REGGIO,
                                "urp",
                                "tributi",
                                NOW.minusSeconds(5400),
                                new Episode.End(NOW.minusSeconds(4800), Episode.Why.CALMED_DOWN))));
        Sights sights = hub.getBean(Sights.class);
        when(sights.heard(any()))
                .thenReturn(Map.of(
                        VENEZIA,
                        NOW.minusSeconds(4),
                        BRESCIA,
                        NOW.minusSeconds(21),
                        REGGIO,
                        NOW.minusSeconds(12),
                        PARMA,
                        NOW.minusSeconds(1300)));
        when(hub.getBean(Deliveries.class).lanes())
                .thenReturn(List.of(new Deliveries.LaneState(PARMA, 12, NOW.minusSeconds(1200), 2, 1)));
        when(sights.tickets()).thenReturn(Map.of("triage", 3L, "in_progress", 11L, "resolved", 4L, "closed", 128L));
        when(sights.chainHead())
                .thenReturn(Optional.of(new Sights.ChainHead(
                        4711, "xN9W0ep0yqNvYvH6o2aXkq0m4C0o6r8D2P3h5J7L9tE", 17, NOW.minusSeconds(3))));
        when(hub.getBean(Anchors.class).reach()).thenReturn(new Anchors.Reach(4700, NOW.minusSeconds(240), 11));
        when(sights.traffic(any())).thenReturn(flows());
        isHeld(
                parked(),
                new Deliveries.Held(
                        8,
                        PARMA,
                        VENEZIA,
                        new UUID(0, 8),
                        TicketNumber.mint("L736", 42),
                        "note.add",
                        Deliveries.State.PENDING,
                        4,
                        "broker_unavailable",
                        NOW.minusSeconds(700)));
        MeterRegistry meters = hub.getBean(MeterRegistry.class);
        meters.counter("snodo.exchange.refused", "refusal", "seal_invalid").increment(3);
        meters.counter("snodo.exchange.refused.of", "tenant", "c_b157").increment(3);
    }

    @Test
    void aMemberIsSuspendedWithAReasonAndWaitsForASecondOperator() {
        Standing parma = standing(PARMA, "Comune di Parma", Standing.State.ADMITTED, null);
        when(hub.getBean(Standings.class).of(any(Office.class), eq(PARMA))).thenReturn(Optional.of(parma));
        when(hub.getBean(HeldTickets.class).of(any(Office.class), eq(PARMA)))
                .thenReturn(List.of(new HeldTickets.HeldTicket(
                        TicketNumber.mint("L736", 42).value(),
                        "in_progress",
                        "strade",
                        null,
                        NOW.minusSeconds(90_000))));
        Suspension suspension = hub.getBean(Suspension.class);
        when(suspension.suspend(any(Office.class), any(), any())).thenReturn(Act.Result.ASKED);
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            page.navigate(url + "/console/members");
            page.locator("tr[data-standing=c_g337] a").click();
            assertThat(page.locator("[data-key] .busy")).containsText("manca poco");
            page.locator("#reason").fill("Il contratto è scaduto");
            page.locator("form[action$=suspend] button").press("Enter");
            assertThat(page.locator("#acted")).containsText("un altro gestore");
        }
        verify(suspension).suspend(new Office.HubOperator("gestore"), PARMA, "Il contratto è scaduto");
        when(suspension.asked(PARMA)).thenReturn(Optional.of(act("revisora", Act.Result.ASKED)));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console/members/c_g337");
            assertThat(visit.page().locator("#asked")).containsText("revisora");
            visit.isAccessible();
            visit.screenshot("console-member-asked");
        }
        when(suspension.asked(PARMA)).thenReturn(Optional.empty());
        when(hub.getBean(Standings.class).of(any(Office.class), eq(PARMA)))
                .thenReturn(Optional.of(
                        standing(PARMA, "Comune di Parma", Standing.State.SUSPENDED, "Il contratto è scaduto")));
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console/members/c_g337");
            assertThat(visit.page().locator("#why")).containsText("Il contratto è scaduto");
            assertThat(visit.page().locator("form[action$=resume] button")).containsText("Resume");
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-member-suspended-telephone");
        }
    }

    @Test
    void aMemberIsAskedForNewKeysAndWhoHasNotMadeThemInTimeIsToBeLookedAfter() {
        Standing parma = standing(PARMA, "Comune di Parma", Standing.State.ADMITTED, null);
        when(hub.getBean(Standings.class).of(any(Office.class), eq(PARMA))).thenReturn(Optional.of(parma));
        EarlyRenewal renewal = hub.getBean(EarlyRenewal.class);
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/members/c_g337");
            assertThat(page.locator("#renewal")).hasCount(0);
            when(renewal.source(PARMA)).thenReturn(Renewals.Source.ENROLMENT);
            when(renewal.ask(any(Office.class), any(), any())).thenReturn(Act.Result.DONE);
            page.reload();
            page.locator("#renewal-reason").fill("Un amministratore se ne va");
            visit.isAccessible();
            page.locator("form[action$=renewal] button").press("Enter");
            assertThat(page.locator("#acted")).containsText("Fatto");
            verify(renewal).ask(new Office.HubOperator("gestore"), PARMA, "Un amministratore se ne va");

            isAsked(renewal, asked(2, null));
            page.navigate("/console/members/c_g337");
            assertThat(page.locator("#renewal-asked")).containsText("Non ancora fatto");
            assertThat(page.locator("form[action$=renewal]")).hasCount(0);
            page.navigate("/console");
            assertThat(page.locator("#not-renewed")).hasCount(0);

            isAsked(renewal, asked(-1, null));
            page.navigate("/console");
            page.locator("#not-renewed a").click();
            assertThat(page.locator("tr[data-renewal=c_g337][data-overdue=true]"))
                    .containsText("Non fatto in tempo");
            visit.isAccessible();
            visit.screenshot("console-renewals");

            isAsked(renewal, asked(-1, NOW.minusSeconds(60)));
            page.navigate("/console/members/c_g337");
            assertThat(page.locator("#renewal-asked")).containsText("Fatto");
            assertThat(page.locator("form[action$=renewal]")).hasCount(1);
        } finally {
            when(renewal.source(PARMA)).thenReturn(Renewals.Source.FOLDER);
            when(renewal.waiting(any())).thenReturn(List.of());
        }
    }

    private static void isAsked(EarlyRenewal renewal, Renewals.Asked asked) {
        when(renewal.last(PARMA)).thenReturn(Optional.of(asked));
        when(renewal.waiting(any())).thenReturn(asked.doneAt() == null ? List.of(asked) : List.of());
    }

    private static Renewals.Asked asked(int daysLeft, @Nullable Instant doneAt) {
        Instant due = NOW.plus(daysLeft, ChronoUnit.DAYS);
        return new Renewals.Asked(
                PARMA, due.minus(7, ChronoUnit.DAYS), "gestore", "Un amministratore se ne va", due, doneAt);
    }

    @Test
    void whatOperatorsHaveDoneIsReadByAll() {
        when(hub.getBean(Trail.class).page(any(Office.class), anyInt(), anyLong()))
                .thenReturn(List.of(act("gestore", Act.Result.DONE), act("revisora", Act.Result.ASKED), applied()));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console/audit");
            assertThat(visit.page().locator("tr[data-act='8']")).containsText("Comune di Parma: cambia come riceve");
            assertThat(visit.page().locator("tr[data-act='8']")).containsText("c_z999 aderisce");
            assertThat(visit.page().locator("tbody [lang=en]")).hasCount(0);
            assertThat(visit.page().locator("tr[data-result=asked]")).containsText("aspetta conferma");
            visit.isAccessible();
            visit.screenshot("console-audit");
        }
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console/audit");
            visit.fitsTheScreen();
            visit.screenshot("console-audit-telephone");
        }
    }

    private static Act applied() {
        List<String> lines = List.of("joins c_z999 Comune di Zeta", "is_served_otherwise c_g337 binding");
        return new Act(
                8,
                NOW.minusSeconds(900),
                "gestore",
                Act.Kind.APPLY,
                null,
                String.join("; ", lines),
                new Phrase(Phrase.Kind.CHANGES, lines),
                null,
                Act.Result.DONE);
    }

    private static Act act(String operator, Act.Result result) {
        return new Act(
                7,
                NOW.minusSeconds(600),
                operator,
                Act.Kind.SUSPEND,
                PARMA,
                result == Act.Result.DONE ? "as revisora had asked" : "waits for a second operator",
                result == Act.Result.DONE
                        ? new Phrase(Phrase.Kind.DONE_AS_ASKED, List.of("revisora"))
                        : new Phrase(Phrase.Kind.WAITS_FOR_ANOTHER, List.of()),
                "Il contratto è scaduto",
                result);
    }

    private static Standing standing(MemberCode code, String name, Standing.State state, @Nullable String reason) {
        Instant soon = NOW.plus(Duration.ofDays(code.equals(PARMA) ? 12 : 400));
        return new Standing(
                code,
                name,
                state,
                NOW.minusSeconds(600_000),
                "gestore",
                reason,
                code.equals(PARMA) ? "rest-push" : "amqp",
                null,
                NOW.minusSeconds(7200),
                NOW.minusSeconds(7100),
                "snodo/0.1",
                4L,
                List.of(new Standing.Key("o1eVI_NLaYCsjQyQLzoh5ucEEjhvjhLSxK1fVGgwju0", null, soon, false)),
                soon);
    }

    @Test
    void theOverviewSaysHowTheNetworkIs() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console");
            assertThat(page.locator("tr[data-member=c_g337]")).hasAttribute("data-state", "silent");
            assertThat(page.locator("tr[data-member=c_g337] [data-figure=waiting]"))
                    .hasText("12");
            assertThat(page.locator("tr[data-delivery='7']")).hasAttribute("data-cause", "broker_unavailable");
            assertThat(page.locator("#figure-heard")).hasText("3 di 4");
            assertThat(page.locator("#anchored")).hasAttribute("data-batch", "4700");
            assertThat(page.locator("#anchored")).containsText("non ancora marcati: 11");
            visit.isAccessible();
            visit.screenshot("console-overview");
        }
    }

    /** ST-084 at the hub's end: a recipient that does not confirm is seen for as long as it does not. */
    @Test
    void whatARecipientHasNotConfirmedIsSeen() {
        isHeld(new Deliveries.Held(
                9,
                PARMA,
                VENEZIA,
                new UUID(0, 9),
                TicketNumber.mint("L736", 43),
                "note.add",
                Deliveries.State.PUT,
                1,
                null,
                NOW.minusSeconds(900)));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console");
            assertThat(page.locator("tr[data-member=c_g337] [data-figure=unconfirmed]"))
                    .hasText("2");
            page.navigate("/console/waiting");
            assertThat(page.locator("tr[data-delivery='9']")).hasAttribute("data-state", "unconfirmed");
            assertThat(page.locator("tr[data-delivery='9']"))
                    .containsText(TicketNumber.mint("L736", 43).value());
        }
    }

    @Test
    void whatIsAnAdministratorsOwnAndWaitsIsLookedForAsHisMember() {
        isHeld(waiting(1, BRESCIA), waiting(2, REGGIO), parked());
        when(hub.getBean(Deliveries.class).waiting(eq(PARMA), anyInt())).thenReturn(List.of(waiting(9, PARMA)));
        Network network = hub.getBean(Network.class);
        assertThat(network.waiting(new Office.MemberAdministrator("parma", PARMA)))
                .extracting(HeldRow::id)
                .containsExactly(9L);
        assertThat(network.waiting(new Office.HubAuditor("revisora")))
                .extracting(HeldRow::id)
                .containsExactly(1L, 2L);
    }

    private static Deliveries.Held waiting(long id, MemberCode recipient) {
        return new Deliveries.Held(
                id,
                recipient,
                VENEZIA,
                new UUID(0, id),
                null,
                "note.add",
                Deliveries.State.PENDING,
                0,
                null,
                NOW.minusSeconds(60));
    }

    @Test
    void aNetworkInWhichNobodyIsHeardDoesNotLookCalm() {
        isHeld();
        when(hub.getBean(Sights.class).heard(any())).thenReturn(Map.of(PARMA, NOW.minusSeconds(1300)));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console");
            assertThat(visit.page().locator("#nobody")).containsText("la rete è ferma");
            assertThat(visit.page().locator("#nobody")).containsText("Controlla che il broker risponda");
            assertThat(visit.page().locator("#calm")).hasCount(0);
            visit.isAccessible();
            visit.screenshot("console-nobody");
        }
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console");
            assertThat(visit.page().locator("#nobody")).containsText("the network stands still");
            visit.fitsTheScreen();
            visit.screenshot("console-nobody-telephone");
        }
    }

    @Test
    void aSilentMemberIsNamedWithWhatToDoAndOnlyAWholeNetworkIsCalm() {
        isHeld();
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console");
            assertThat(visit.page().locator("#silent")).containsText("Comune di Parma");
            assertThat(visit.page().locator("#silent")).containsText("Telefona all’ente");
            assertThat(visit.page().locator("#calm")).hasCount(0);
            visit.isAccessible();
            visit.screenshot("console-silent");

            when(hub.getBean(Sights.class).heard(any()))
                    .thenReturn(Map.of(VENEZIA, NOW, PARMA, NOW, BRESCIA, NOW, REGGIO, NOW));
            visit.page().reload();
            assertThat(visit.page().locator("#calm")).isVisible();
            assertThat(visit.page().locator("#silent")).hasCount(0);
        }
    }

    @Test
    void theOtherPagesAreReachedByKeyboard() {
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console");
            for (String name : new String[] {"members", "traffic", "waiting", "adhesions", "certificates", "why"}) {
                page.locator(".sections a[href='/console/" + name + "']").focus();
                page.keyboard().press("Enter");
                assertThat(page.locator(".sections a[aria-current=page]")).hasAttribute("href", "/console/" + name);
                visit.isAccessible();
                visit.screenshot("console-" + name);
            }
        }
    }

    @Test
    void aTelephoneShowsItAsWell() {
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console");
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-overview-telephone");
            visit.page().navigate("/console/waiting");
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-waiting-telephone");
        }
    }

    @Test
    void theLoginIsAPageLikeTheOthers() {
        try (Browser.Visit visit = browser.telephone(url, "it")) {
            visit.page().navigate("/console/login?error");
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-login-telephone");
        }
    }

    @Test
    void aParkedDeliveryIsSentAgain() {
        Redelivery redelivery = hub.getBean(Redelivery.class);
        when(redelivery.again(any(), any())).thenReturn(new Redelivery.Outcome(List.of(7L), List.of()));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/waiting");
            page.locator("#redeliver-7").click();
            assertThat(page.locator("#redelivered")).containsText("di nuovo in viaggio");
            assertThat(page.url()).endsWith("/console/waiting");
        }
        verify(redelivery).again(new Office.HubOperator("gestore"), List.of(7L));
    }

    @Test
    void anOpenPageChangesByItself() {
        PagesAlone.VERSIONS.put(ConsolePages.TOPIC, "1");
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/waiting");
            assertThat(page.locator("tr[data-delivery='7']")).isVisible();
            isHeld();
            PagesAlone.VERSIONS.put(ConsolePages.TOPIC, "2");
            assertThat(page.locator("tr[data-delivery='7']")).hasCount(0);
        }
    }

    @Test
    void nothingOfWhatMessagesSayIsOnAnyPage() {
        assertThat(HeldRow.class.getRecordComponents())
                .extracting(component -> component.getName())
                .containsExactly(
                        "id",
                        "state",
                        "recipient",
                        "sender",
                        "message",
                        "ticket",
                        "type",
                        "attempts",
                        "cause",
                        "since",
                        "mine");
    }

    @Test
    void manyParkedDeliveriesAreSentAgainAtOnceAndItIsSaidWhichWere() {
        isHeld(parked(7, PARMA), parked(11, BRESCIA), parked(12, BRESCIA));
        Redelivery redelivery = hub.getBean(Redelivery.class);
        when(redelivery.again(any(), any())).thenReturn(new Redelivery.Outcome(List.of(11L), List.of(12L)));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/waiting");
            page.locator("#choose-11").check();
            page.locator("#choose-12").check();
            page.locator("#redeliver-chosen").click();
            assertThat(page.locator("#outcome")).containsText("1 su 2");
            assertThat(page.locator("#outcome-again")).hasText("11");
            assertThat(page.locator("#outcome-not")).hasText("12");
        }
        verify(redelivery).again(new Office.HubOperator("gestore"), List.of(11L, 12L));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console/waiting");
            visit.isAccessible();
            visit.screenshot("console-waiting-many");
        }
    }

    @Test
    void aHubThatIsAwayIsSaidOnTheOverviewAndWhatItFoundAtFaultIsSentOnAgain() {
        MemberCode north = new MemberCode("hub_north");
        MemberCode south = new MemberCode("hub_south");
        when(hub.getBean(Members.class).near(north)).thenReturn(Optional.empty());
        Neighbours neighbours = hub.getBean(Neighbours.class);
        when(neighbours.all())
                .thenReturn(List.of(
                        new Neighbour(
                                north,
                                "Hub del Nord",
                                Neighbour.State.AWAY,
                                NOW.minusSeconds(600),
                                "hub_slow",
                                3,
                                NOW.minusSeconds(900),
                                "hub_slow",
                                0,
                                2),
                        new Neighbour(
                                south,
                                "Hub del Sud",
                                Neighbour.State.REFUSING,
                                NOW.minusSeconds(60),
                                "certificate_refused",
                                0,
                                null,
                                null,
                                2,
                                0)));
        when(neighbours.atFault(any(), anyLong()))
                .thenReturn(List.of(
                        new Neighbour.AtFault(
                                21,
                                south,
                                PARMA,
                                new UUID(0, 21),
                                "L736-000042-T",
                                8,
                                "hub_refuses_422",
                                NOW.minusSeconds(900)),
                        new Neighbour.AtFault(
                                22, south, PARMA, new UUID(0, 22), null, 8, "stamp_invalid", NOW.minusSeconds(800))));
        Redelivery redelivery = hub.getBean(Redelivery.class);
        when(redelivery.passedAgain(any(), any())).thenReturn(new Redelivery.Outcome(List.of(21L), List.of(22L)));
        try (Browser.Visit visit = browser.withoutScript(url, "it")) {
            Page page = visit.page();
            page.navigate("/console");
            assertThat(page.locator("#hubs-away")).containsText("2 hub vicini");
            page.locator("#hubs-away [data-hub=hub_north] a").click();
            assertThat(page.locator("tr[data-hub=hub_north]")).containsText("non si raggiunge");
            assertThat(page.locator("tr[data-hub=hub_north]")).containsText("2 consegne ferme");
            assertThat(page.locator("tr[data-hub=hub_south]")).containsText("certificate_refused");
            assertThat(page.locator("tr[data-message='22']")).containsText("timbro");
            page.locator("#choose-21").check();
            page.locator("#choose-22").check();
            page.locator("#redeliver-chosen").click();
            assertThat(page.locator("#outcome")).containsText("1 su 2");
            assertThat(page.locator("#outcome-not")).hasText("22");
            page.locator("#redeliver-21").click();
        }
        verify(redelivery).passedAgain(new Office.HubOperator("gestore"), List.of(21L, 22L));
        verify(redelivery).passedAgain(new Office.HubOperator("gestore"), List.of(21L));
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console/hubs");
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-hubs-telephone");
        }
        when(neighbours.all()).thenReturn(List.of());
        when(neighbours.atFault(any(), anyLong())).thenReturn(List.of());
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console/hubs");
            assertThat(visit.page().locator("#no-hubs")).isVisible();
            visit.isAccessible();
        }
    }

    @Test
    void aRefusalIsExplainedByItsRuleTheStateItSawAndWhatToDo() {
        TicketNumber number = TicketNumber.mint("L736", 42);
        when(hub.getBean(RefusalEvents.class).of(any(), any(), eq(number), anyInt()))
                .thenReturn(List.of(new RefusalEvents.RefusalEvent(
                        31,
                        NOW.minusSeconds(120),
                        PARMA,
                        "rest",
                        new UUID(0, 31),
                        "status.set",
                        number,
                        List.of(VENEZIA),
                        RefusalCode.EPOCH_STALE,
                        null,
                        1L,
                        new RefusalEvents.Saw("in_progress", BRESCIA, 2, 9, REGGIO))));
        when(hub.getBean(Whereabouts.class).of(any(), any(), eq(number)))
                .thenReturn(List.of(
                        where(41, Whereabouts.Place.PARKED, "broker_unavailable"),
                        where(42, Whereabouts.Place.WAITS, null),
                        where(43, Whereabouts.Place.ARRIVED, null)));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/why");
            page.locator("#q").fill(number.value().toLowerCase(Locale.ROOT));
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-refused=epoch_stale]")).containsText("ST-");
            assertThat(page.locator("[data-refused=epoch_stale]")).containsText("passaggio 2");
            assertThat(page.locator("[data-refused=epoch_stale]")).containsText("credeva che fosse al passaggio 1");
            assertThat(page.locator("[data-place=parked]")).containsText("broker_unavailable");
            visit.isAccessible();
            visit.screenshot("console-why");
        }
        try (Browser.Visit visit = browser.telephone(url, "en")) {
            visit.page().navigate("/console/why?q=" + number.value());
            visit.fitsTheScreen();
            visit.isAccessible();
            visit.screenshot("console-why-telephone");
            visit.page().navigate("/console/why?q=pippo");
            assertThat(visit.page().locator("#unreadable")).containsText("pippo");
        }
    }

    @Test
    void whyHelpWentWhereItWentIsReadFromWhatWasConsidered() {
        UUID id = new UUID(0, 1);
        Episode episode = new Episode(id, BRESCIA, REGGIO, "urp", "tributi", NOW.minusSeconds(95), null);
        when(hub.getBean(Overflow.class).choice(MemberCode.HUB, id))
                .thenReturn(Optional.of(new Choice(
                        episode,
                        9,
                        5,
                        List.of(
                                new Considered(PARMA, Considered.Verdict.BUSY_ITSELF, 2),
                                new Considered(REGGIO, Considered.Verdict.CHOSEN, 3),
                                new Considered(VENEZIA, Considered.Verdict.FEWER_FREE, 1)))));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            visit.page().navigate("/console/why?q=" + id);
            assertThat(visit.page().locator("#choice")).containsText("aspettavano in 9, e la soglia è 5");
            assertThat(visit.page().locator("[data-verdict=chosen]")).containsText("Reggio");
            visit.isAccessible();
            visit.screenshot("console-why-help");
        }
    }

    @Test
    void certificatesThatEndAccountsAndAdhesionsAreListed() {
        when(hub.getBean(Certificates.class).ending(any()))
                .thenReturn(List.of(
                        ends(PARMA, CertificateEnds.Kind.LINK, -1),
                        ends(PARMA, CertificateEnds.Kind.SEAL, 12),
                        ends(BRESCIA, CertificateEnds.Kind.SEAL, 400)));
        when(hub.getBean(Operators.class).accounts())
                .thenReturn(List.of(
                        new Operators.Account(new Office.HubOperator("gestore"), false),
                        new Operators.Account(new Office.HubOperator("revisora"), true),
                        new Operators.Account(new Office.MemberAdministrator("parma", PARMA), true)));
        when(hub.getBean(SecondFactors.class).since("revisora")).thenReturn(Optional.of(NOW.minusSeconds(90_000)));
        when(hub.getBean(SecondFactorReset.class).reset(any(), any(), any())).thenReturn(Act.Result.DONE);
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            page.navigate("/console/certificates");
            assertThat(page.locator("#soon")).containsText("2 certificati scadono");
            assertThat(page.locator("tr[data-ends]").first()).containsText("è finito");
            visit.isAccessible();
            visit.screenshot("console-certificates");
            page.navigate("/console/operators");
            visit.isAccessible();
            visit.screenshot("console-operators");
            page.locator("[data-account=revisora] summary").click();
            page.locator("[data-account=revisora] input[name=reason]").fill("Telefono perso");
            page.keyboard().press("Enter");
            assertThat(page.locator("#acted")).containsText("Fatto");
            page.navigate("/console/adhesions");
            visit.isAccessible();
            visit.screenshot("console-adhesions");
        }
        verify(hub.getBean(SecondFactorReset.class))
                .reset(new Office.HubOperator("gestore"), "revisora", "Telefono perso");
    }

    /** The console's pages stay as long as they are; how long they take is seen in the log. */
    @Test
    void eightThousandMembersFitOnTheSamePages() {
        List<Registry.Member> all = IntStream.range(0, 8000)
                .mapToObj(i -> member(new MemberCode("c_%c%03d".formatted('a' + i / 1000, i % 1000)), "Comune n. " + i))
                .toList();
        when(hub.getBean(Members.class).registry()).thenReturn(new Registry(2, all, List.of(), List.of()));
        try (Browser.Visit visit = browser.desktop(url, "it")) {
            Page page = visit.page();
            for (String path : new String[] {"/console", "/console/members", "/console/members?q=7999"}) {
                long began = System.nanoTime();
                page.navigate(path);
                assertThat(page.locator("tr[data-member]").count()).isBetween(1, 100);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            }
            assertThat(page.locator("#found")).containsText("Un aderente");
            page.navigate("/console/members?page=1");
            assertThat(page.locator("a[rel=next]")).isVisible();
            visit.isAccessible();
        }
    }

    private static CertificateEnds.End ends(MemberCode member, CertificateEnds.Kind kind, int days) {
        return new CertificateEnds.End(
                member, kind, "o1eVI_NLaYCsjQyQLzoh5ucEEjhvjhLSxK1fVGgwju0", NOW.plus(Duration.ofDays(days)), false);
    }

    private static Whereabouts.Delivery where(long id, Whereabouts.Place place, @Nullable String cause) {
        return new Whereabouts.Delivery(
                id,
                BRESCIA,
                PARMA,
                new UUID(0, id),
                TicketNumber.mint("L736", 42),
                "note.add",
                place,
                NOW.minusSeconds(600),
                NOW.minusSeconds(700),
                place == Whereabouts.Place.PARKED ? 50 : 0,
                cause,
                null);
    }

    private void isHeld(Deliveries.Held... held) {
        when(hub.getBean(ParkedDeliveries.class).find(any(), any(), any(), anyLong()))
                .thenReturn(Arrays.stream(held)
                        .filter(each -> each.state() == Deliveries.State.PARKED)
                        .toList());
        when(hub.getBean(Deliveries.class).held(anyInt())).thenReturn(List.of(held));
    }

    private static Deliveries.Held parked() {
        return parked(7, PARMA);
    }

    private static Deliveries.Held parked(long id, MemberCode recipient) {
        return new Deliveries.Held(
                id,
                recipient,
                VENEZIA,
                new UUID(0, 7),
                TicketNumber.mint("L736", 41),
                "handover.offer",
                Deliveries.State.PARKED,
                50,
                "broker_unavailable",
                NOW.minusSeconds(1250));
    }

    private static List<Sights.Flow> flows() {
        List<Sights.Flow> flows = new ArrayList<>();
        Instant minute = NOW.truncatedTo(ChronoUnit.MINUTES);
        long[] counts = {3, 8, 5, 0, 12, 17, 9, 4, 6, 22, 14, 8, 3, 7, 11};
        for (int i = 0; i < counts.length; i++) {
            Instant at = minute.minus(Duration.ofMinutes(i));
            flows.add(new Sights.Flow(at, VENEZIA, "queue.state", counts[i]));
            flows.add(new Sights.Flow(at, PARMA, i % 2 == 0 ? "ticket.open" : "note.add", counts[i] / 2));
        }
        return flows;
    }

    private static Reading reading(MemberCode member, int waiting, int free) {
        return new Reading(member, "urp", waiting, free, 5, 2, NOW.minusSeconds(20));
    }

    private static Registry.Member member(MemberCode code, String name) {
        return new Registry.Member(code, name, "L736", "027042", List.of(), List.of(), null);
    }
}
