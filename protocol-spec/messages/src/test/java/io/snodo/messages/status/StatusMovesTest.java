package io.snodo.messages.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.Samples;
import io.snodo.messages.body.Asked;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Disagreement;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.Face;
import io.snodo.messages.body.Finding;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.Relation;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TicketBody;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.custody.Custody;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusMovesTest {
    private static final Custody HELD = Custody.opened(Samples.VENEZIA);
    private static final Custody OFFERED =
            new Custody.Offered(Samples.VENEZIA, 1, List.of(), new UUID(1, 1), Samples.PARMA, Samples.NOW);

    @Test
    void leadFromTheOpeningToTheEnd() {
        Status status = StatusMoves.opened();
        for (TicketBody step : List.of(
                new HandoverAccept(new UUID(1, 1)),
                new StatusSet(Status.IN_PROGRESS, null),
                new StatusSet(Status.PENDING, "a"),
                new StatusSet(Status.IN_PROGRESS, null),
                new TicketResolve(Outcome.SOLVED, null),
                new TicketReopen("b"),
                new StatusSet(Status.IN_PROGRESS, null),
                new TicketResolve(Outcome.SOLVED, null),
                new TicketConfirm(null))) {
            status = granted(status, step);
        }
        assertThat(status).isEqualTo(Status.CLOSED);
    }

    @Test
    void takeAHandoverForAcknowledged() {
        for (Status status : EnumSet.of(Status.TRIAGE, Status.IN_PROGRESS, Status.PENDING, Status.REOPENED)) {
            assertThat(granted(status, new HandoverAccept(new UUID(1, 1)))).isEqualTo(Status.ACKNOWLEDGED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CLOSED", "CANCELLED"})
    void leadNowhereFromAFinalStatus(Status end) {
        for (TicketBody what : everything()) {
            if (what instanceof RatingAdd && end == Status.CLOSED) {
                assertThat(granted(end, what)).isEqualTo(end);
            } else {
                assertThat(denied(end, HELD, what)).isEqualTo(RefusalCode.TICKET_FINAL);
            }
        }
    }

    @Test
    void areNotReachedByStatusSetWhereTheyHaveAMessageOfTheirOwn() {
        for (Status own : EnumSet.of(
                Status.TRIAGE, Status.RESOLVED, Status.REOPENED, Status.CLOSED, Status.CANCELLED, Status.MERGED)) {
            assertThat(denied(Status.IN_PROGRESS, HELD, new StatusSet(own, null)))
                    .isEqualTo(RefusalCode.STATUS_ILLEGAL);
        }
    }

    @Test
    void doNotEndATicketThatIsOnOffer() {
        assertThat(denied(Status.TRIAGE, OFFERED, new TicketResolve(Outcome.SOLVED, null)))
                .isEqualTo(RefusalCode.OFFER_OPEN);
        assertThat(denied(Status.TRIAGE, OFFERED, new TicketCancel("a"))).isEqualTo(RefusalCode.OFFER_OPEN);
    }

    @Test
    void letAShareEndInEveryStatus() {
        for (Status status : Status.values()) {
            assertThat(granted(status, new ShareRevoke(null))).isEqualTo(status);
        }
    }

    @Test
    void doNotEndATicketThatIsReferred() {
        Custody referred = new Custody.Referred(Samples.VENEZIA, 4, List.of(), new UUID(1, 1), Samples.NOW);
        assertThat(denied(Status.TRIAGE, referred, new TicketResolve(Outcome.SOLVED, null)))
                .isEqualTo(RefusalCode.REFERRAL_OPEN);
    }

    @Test
    void leadFromAMergeNowhereButBack() {
        for (TicketBody what : everything()) {
            if (what instanceof TicketUnmerge) {
                assertThat(granted(Status.MERGED, what)).isEqualTo(Status.ACKNOWLEDGED);
            } else {
                assertThat(denied(Status.MERGED, HELD, what)).isEqualTo(RefusalCode.TICKET_MERGED);
            }
        }
        assertThat(denied(Status.IN_PROGRESS, HELD, new TicketUnmerge("a"))).isEqualTo(RefusalCode.STATUS_ILLEGAL);
        assertThat(denied(Status.TRIAGE, OFFERED, new TicketMerge(Samples.OTHER, null)))
                .isEqualTo(RefusalCode.OFFER_OPEN);
    }

    @Test
    void letADiscrepancyBeReportedAndAnsweredInEveryStatus() {
        for (Status status : Status.values()) {
            assertThat(granted(status, new DiscrepancyReport(Disagreement.STATUS, null, "a")))
                    .isEqualTo(status);
            assertThat(granted(status, new DiscrepancyAnswer(new UUID(1, 1), Finding.CORRECTED, null)))
                    .isEqualTo(status);
        }
    }

    @Test
    void doNotEndATicketWithAnOpenTask() {
        for (TicketBody end : List.of(new TicketResolve(Outcome.SOLVED, null), new TicketCancel("a"))) {
            assertThat(StatusMoves.after(Status.TRIAGE, HELD, true, end))
                    .isEqualTo(new StatusMoves.Ruling.Denied(Refusal.of(RefusalCode.TASK_OPEN)));
        }
    }

    /** Both axes together: whatever is said in whatever order, what is on offer is worked on, and its offer can end. */
    @Test
    void leaveNoOfferAndNoTaskOpenOnATicketThatHasEnded() {
        record Axes(Status status, boolean offered, boolean task) {}
        Set<Axes> seen = new HashSet<>();
        Deque<Axes> open = new ArrayDeque<>(List.of(new Axes(StatusMoves.opened(), false, false)));
        while (!open.isEmpty()) {
            Axes now = open.pop();
            if (!seen.add(now)) {
                continue;
            }
            Custody custody = now.offered() ? OFFERED : HELD;
            if (now.offered()) {
                assertThat(granted(now.status(), new HandoverExpire(new UUID(1, 1))))
                        .isEqualTo(now.status());
            }
            if (now.task()) {
                assertThat(granted(now.status(), new TaskExpire(new UUID(1, 1))))
                        .isEqualTo(now.status());
            }
            for (TicketBody what : everything()) {
                boolean offers = what instanceof HandoverOffer;
                boolean answers = what instanceof HandoverAccept || what instanceof HandoverExpire;
                boolean custodyAllows = offers ? !now.offered() : !answers || now.offered();
                boolean asks = what instanceof TaskRequest;
                boolean ends = what instanceof TaskDone || what instanceof TaskExpire;
                if (custodyAllows
                        && (!ends || now.task())
                        && StatusMoves.after(now.status(), custody, now.task(), what)
                                instanceof StatusMoves.Ruling.Granted next) {
                    open.push(
                            new Axes(next.status(), offers || now.offered() && !answers, asks || now.task() && !ends));
                }
            }
        }
        assertThat(seen).extracting(Axes::status).contains(Status.values());
        assertThat(seen)
                .filteredOn(axes -> axes.offered() || axes.task())
                .extracting(Axes::status)
                .doesNotContain(Status.RESOLVED, Status.CLOSED, Status.CANCELLED, Status.MERGED);
    }

    private static List<TicketBody> everything() {
        UUID offer = new UUID(1, 1);
        List<TicketBody> all = new ArrayList<>(List.of(
                new NoteAdd("a", null, null),
                new AttachmentOffer("a.pdf", "application/pdf", 1, "d", null, null, null),
                new ShareGrant("a"),
                new TicketUpdate(1, null, List.of(TicketUpdate.Clearable.DUE)),
                new TaskRequest("a", Samples.NOW),
                new TaskDone(offer, "a"),
                new TaskExpire(offer),
                new InfoRequest(Asked.CITIZEN, "a"),
                new InfoAnswer(offer, "a"),
                new HandoverOffer("a", Samples.NOW, null),
                new HandoverAccept(offer),
                new HandoverExpire(offer),
                new HandoverRefer("a"),
                new HandoverAssign(offer, "a"),
                new TicketResolve(Outcome.SOLVED, null),
                new TicketConfirm(null),
                new TicketReopen("a"),
                new TicketClose(Outcome.SOLVED),
                new TicketCancel("a"),
                new TicketLink(Samples.OTHER, Relation.RELATED, null),
                new TicketSplit(Samples.OTHER, "a"),
                new TicketMerge(Samples.OTHER, null),
                new TicketUnmerge("a"),
                new RatingAdd(Face.NEUTRAL, null)));
        for (Status status : Status.values()) {
            all.add(new StatusSet(status, null));
        }
        return all;
    }

    private static Status granted(Status now, TicketBody what) {
        assertThat(StatusMoves.after(now, HELD, what))
                .as("%s: %s", now, what)
                .isInstanceOf(StatusMoves.Ruling.Granted.class);
        return ((StatusMoves.Ruling.Granted) StatusMoves.after(now, HELD, what)).status();
    }

    private static RefusalCode denied(Status now, Custody custody, TicketBody what) {
        assertThat(StatusMoves.after(now, custody, what))
                .as("%s: %s", now, what)
                .isInstanceOf(StatusMoves.Ruling.Denied.class);
        return ((StatusMoves.Ruling.Denied) StatusMoves.after(now, custody, what))
                .refusal()
                .code();
    }
}
