package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Cause;
import io.snodo.messages.body.HandoverAccept;
import io.snodo.messages.body.HandoverExpire;
import io.snodo.messages.body.HandoverOffer;
import io.snodo.messages.body.HandoverReject;
import io.snodo.messages.body.HandoverWithdraw;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.RatingAdd;
import io.snodo.messages.body.StatusSet;
import io.snodo.messages.body.TicketCancel;
import io.snodo.messages.body.TicketClose;
import io.snodo.messages.body.TicketConfirm;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketReopen;
import io.snodo.messages.body.TicketResolve;
import io.snodo.spoke.desk.TicketEvent;
import io.snodo.spoke.desk.Timeline;
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
     */
    record Told(
            TicketEvent event,
            String told,
            @Nullable String words,
            @Nullable String readers) {}

    /** In the order in which it happened. */
    List<Told> tell(Timeline timeline) {
        return timeline.events().stream().map(this::tell).toList();
    }

    private Told tell(TicketEvent event) {
        String who = event.forCitizen() ? speech.say("event.citizen") : speech.member(event.by());
        return switch (event.content()) {
            case TicketOpen open -> told(event, open.description(), "event.open", who);
            case NoteAdd note -> new Told(event, speech.say("event.note", who), note.text(), readers(event, note));
            case StatusSet set ->
                told(
                        event,
                        set.reason(),
                        "event.status",
                        who,
                        speech.say("status." + set.status().wire()));
            case HandoverOffer offer ->
                told(
                        event,
                        offer.reason(),
                        offer.cause() == Cause.OVERFLOW ? "event.lend" : "event.offer",
                        who,
                        speech.member(event.to()),
                        speech.moment(offer.deadline()));
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

    private Told told(TicketEvent event, @Nullable String words, String key, Object... arguments) {
        return new Told(event, speech.say(key, arguments), words, null);
    }

    private String readers(TicketEvent event, NoteAdd note) {
        return switch (event.audience()) {
            case CITIZEN, PARTIES, OWNER -> speech.say("readers." + event.audience());
            case NAMED -> speech.say("readers." + Audience.NAMED, named(note));
        };
    }

    private String named(NoteAdd note) {
        List<MemberCode> named = Objects.requireNonNullElse(note.named(), List.of());
        return named.stream().map(speech::member).collect(Collectors.joining(", "));
    }
}
