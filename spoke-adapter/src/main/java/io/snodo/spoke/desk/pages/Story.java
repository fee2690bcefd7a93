package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Cause;
import io.snodo.messages.body.DiscrepancyAnswer;
import io.snodo.messages.body.DiscrepancyReport;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverAssign;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverRefer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.InfoAnswer;
import io.snodo.messages.body.InfoRequest;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.ShareGrant;
import io.snodo.messages.body.ShareRevoke;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TaskAccept;
import io.snodo.messages.body.TaskDecline;
import io.snodo.messages.body.TaskDone;
import io.snodo.messages.body.TaskExpire;
import io.snodo.messages.body.TaskRequest;
import io.snodo.messages.body.TaskWithdraw;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketLink;
import io.snodo.messages.body.TicketMerge;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.messages.body.TicketSplit;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ticket's timeline told in sentences. */
final class Story {
    private final Speech speech;

    Story(Speech speech) {
        this.speech = speech;
    }

    /**
     * One event as it is read.
     *
     * @param told who did what
     * @param words what was said in addition, word for word
     * @param readers who reads a note; absent from what is no note
     * @param asides what was said beside it, and what of it is not for everybody
     */
    record Told(
            TicketEvent event,
            String told,
            @Nullable String words,
            @Nullable String readers,
            List<Asides.Aside> asides) {}

    /** In the order in which it happened. */
    List<Told> tell(Timeline timeline) {
        return timeline.events().stream().map(this::tell).toList();
    }

    private Told tell(TicketEvent event) {
        String who = event.forCitizen() ? speech.say("event.citizen") : speech.member(event.by());
        return switch (event.content()) {
            case TicketOpen open -> told(event, open.description(), "event.open", who);
            case TicketUpdate update -> told(event, corrected(update), "event.update", who);
            case NoteAdd note -> read(event, speech.say("event.note", who), note.text(), note.named());
            case AttachmentOffer file ->
                read(event, speech.say("event.file", who, file.name()), file.description(), file.named());
            case StatusSet set ->
                told(
                        event,
                        set.reason(),
                        "event.status",
                        who,
                        speech.say("status." + set.status().wire()));
            case InfoRequest request -> told(event, request.text(), "event.ask." + request.of(), who);
            case InfoAnswer answer -> told(event, answer.text(), "event.answer", who);
            case HandoverOffer offer ->
                told(
                        event,
                        offer.reason(),
                        offer.cause() == Cause.OVERFLOW ? "event.lend" : "event.offer",
                        who,
                        speech.member(event.to()),
                        speech.moment(offer.deadline()));
            case TaskRequest task ->
                told(event, task.text(), "event.task", who, speech.member(event.to()), speech.moment(task.deadline()));
            case TaskAccept _ -> told(event, null, "event.task.accept", who);
            case TaskDecline decline -> told(event, decline.reason(), "event.task.decline", who);
            case TaskDone done -> told(event, done.text(), "event.task.done", who);
            case TaskWithdraw withdraw -> told(event, withdraw.reason(), "event.task.withdraw", who);
            case TaskExpire _ -> told(event, null, "event.task.expire");
            case HandoverRefer refer -> told(event, refer.reason(), "event.refer", who);
            case HandoverAssign assign -> told(event, assign.reason(), "event.assign", speech.member(event.to()));
            case TicketLink link ->
                told(
                        event,
                        link.reason(),
                        "event.link." + link.relation(),
                        who,
                        link.other().value());
            case TicketSplit split ->
                told(event, split.reason(), "event.split", who, split.into().value());
            case TicketMerge merge ->
                told(event, merge.reason(), "event.merge", who, merge.into().value());
            case TicketUnmerge unmerge -> told(event, unmerge.reason(), "event.unmerge", who);
            case DiscrepancyReport report ->
                told(event, report.text(), "event.discrepancy", who, speech.say("disagreement." + report.about()));
            case DiscrepancyAnswer answer ->
                told(event, answer.text(), "event.discrepancy.answer", who, speech.say("finding." + answer.finding()));
            case ShareGrant share -> told(event, share.reason(), "event.share", who, speech.member(event.to()));
            case ShareRevoke revoke -> told(event, revoke.reason(), "event.unshare", who, speech.member(event.to()));
            case HandoverAccept _ -> told(event, null, "event.accept", who);
            case HandoverReject reject ->
                reject.suggests() == null
                        ? told(event, reject.reason(), "event.reject", who)
                        : told(event, reject.reason(), "event.reject.suggests", who, speech.member(reject.suggests()));
            case HandoverWithdraw withdraw -> told(event, withdraw.reason(), "event.withdraw", who);
            case HandoverExpire _ -> told(event, null, "event.expire");
            case TicketResolve resolve ->
                told(event, resolve.text(), "event.resolve", who, speech.say("outcome." + resolve.outcome()));
            case TicketConfirm confirm -> told(event, confirm.text(), "event.confirm", who);
            case TicketReopen reopen -> told(event, reopen.reason(), "event.reopen", who);
            case TicketClose close -> told(event, null, "event.close", speech.say("outcome." + close.outcome()));
            case TicketCancel cancel -> told(event, cancel.reason(), "event.cancel", who);
            case RatingAdd rating ->
                told(
                        event,
                        rating.reason(),
                        event.forCitizen() ? "event.rating" : "event.rating.told",
                        who,
                        speech.say("face." + rating.face()));
        };
    }

    /** What it says now, a fact a line. */
    private String corrected(TicketUpdate update) {
        List<String> facts = new ArrayList<>();
        if (update.set() != null) {
            TicketUpdate.Patch set = update.set();
            add(facts, "contact.subject", set.subject());
            add(facts, "contact.category", set.category() == null ? null : speech.category(set.category()));
            add(facts, "contact.territory", set.territory());
            add(facts, "ticket.due", set.due() == null ? null : speech.day(set.due()));
        }
        for (TicketUpdate.Clearable cleared :
                Objects.requireNonNullElse(update.clear(), List.<TicketUpdate.Clearable>of())) {
            add(
                    facts,
                    cleared == TicketUpdate.Clearable.DUE ? "ticket.due" : "contact.territory",
                    speech.say("event.update.nothing"));
        }
        return String.join("\n", facts);
    }

    private void add(List<String> facts, String field, @Nullable String value) {
        if (value != null) {
            facts.add(speech.say(field) + ": " + value);
        }
    }

    private Told told(TicketEvent event, @Nullable String words, String key, Object... arguments) {
        return new Told(event, speech.say(key, arguments), words, null, new Asides(speech).of(event));
    }

    /** What says itself who reads it. */
    private Told read(TicketEvent event, String told, @Nullable String words, @Nullable List<MemberCode> named) {
        return new Told(event, told, words, readers(event, named), new Asides(speech).of(event));
    }

    private String readers(TicketEvent event, @Nullable List<MemberCode> named) {
        return switch (event.audience()) {
            case CITIZEN, PARTIES, OWNER -> speech.say("readers." + event.audience());
            case NAMED -> speech.say("readers." + Audience.NAMED, names(named));
        };
    }

    private String names(@Nullable List<MemberCode> named) {
        return Objects.requireNonNullElse(named, List.<MemberCode>of()).stream()
                .map(speech::member)
                .collect(Collectors.joining(", "));
    }
}
