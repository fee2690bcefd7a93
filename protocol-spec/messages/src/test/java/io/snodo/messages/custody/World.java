package io.snodo.messages.custody;

import io.snodo.messages.MemberCode;
import io.snodo.messages.custody.Custody.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A small network around the real {@link Custody}: one ticket, three members, a hub with what it has committed, and a
 * channel that delays, reorders, doubles and loses. A member acts on any line that was ever recorded, however old,
 * because its news and its message may both be late; so saying and arriving are one step, taken at any time, and
 * nothing need be modelled as travelling. Sets of messages are bit masks over the ids in {@code said}.
 *
 * @param log what the hub has recorded, in its order; the citizen is shown its last line
 * @param said what has come to the hub at least once, also if a crash has lost it again
 * @param decided the hub's inbox: messages it has answered for good
 * @param known answered as far as their sender knows; the others are still in its outbox and are repeated
 * @param refused those of them that their sender was told had been refused
 */
record World(
        Custody custody,
        List<Line> log,
        Map<Integer, Said> said,
        int decided,
        int known,
        int refused,
        int clock,
        int crashes,
        int copies) {

    static final List<MemberCode> MEMBERS =
            List.of(new MemberCode("venezia"), new MemberCode("parma"), new MemberCode("brescia"));
    private static final int OFFERS = 2;
    private static final int CRASHES = 1;
    private static final int COPIES = 1;
    private static final int OFFER_STANDS = 1;
    private static final int LAST_HOUR = 1;

    /** One line of the hub's record; {@code message} is {@link #EXPIRY} where the hub ended an offer by itself. */
    record Line(int message, int at, Custody custody) {}

    private static final int REFERRAL = 3 * OFFERS;
    private static final int WITHDRAWAL = REFERRAL + 2;
    private static final int PLACING = WITHDRAWAL + 1;

    static final int OPENING = -2;
    static final int EXPIRY = -1;

    enum Kind {
        OFFER,
        ACCEPT,
        REJECT,
        WITHDRAW,
        REFER,
        ASSIGN
    }

    /** A message; {@code offer} is the id of the offer it is about, its own if it makes one. */
    record Said(Kind kind, int by, int offer, int to, int epoch, int deadline) {}

    /** How the hub does its work: soundly, or in one of the ways that the model has to find out. */
    enum Hub {
        SOUND,
        DECIDES_TWICE,
        FORGETS_REFUSALS,
        ANSWERS_BEFORE_IT_COMMITS,
        PASSES_CUSTODY_WITH_THE_OFFER,
        KEEPS_THE_EPOCH,
        LOOKS_AT_NO_EPOCH,
        TAKES_LATE_ANSWERS,
        PLACES_WHAT_IS_NOT_REFERRED,
        ENDS_NO_OFFER
    }

    static World first() {
        Custody custody = Custody.opened(MEMBERS.getFirst());
        return new World(custody, List.of(new Line(OPENING, 0, custody)), Map.of(), 0, 0, 0, 0, 0, 0);
    }

    /** Past the hop limit: nobody can be offered the ticket any more. */
    static World wandered() {
        Custody custody = new Custody.Held(MEMBERS.getFirst(), 4, MEMBERS);
        return new World(custody, List.of(new Line(OPENING, 0, custody)), Map.of(), 0, 0, 0, 0, 0, 0);
    }

    /** Every world that one step of anybody leads to. */
    List<World> next(Hub hub) {
        List<World> next = new ArrayList<>();
        for (int message : said.keySet()) {
            if (!isKnown(message)) {
                arrives(next, message, hub);
            } else if (copies < COPIES) {
                next.add(decided(message, hub).copied());
            }
        }
        if (custody instanceof Custody.Offered offered && !at(clock).isBefore(offered.deadline())) {
            if (hub != Hub.ENDS_NO_OFFER) {
                next.add(ended(offered));
            }
        } else if (custody instanceof Custody.Offered || clock < LAST_HOUR) {
            next.add(later());
        }
        log.forEach(line -> speak(next, line.custody(), hub));
        return next;
    }

    /** Nothing is on offer, and everybody knows what became of what it said; a referral may wait for a person. */
    boolean isSettled() {
        return !(custody instanceof Custody.Offered) && said.keySet().stream().allMatch(this::isKnown);
    }

    /** Whether the hub lets somebody act as owner who takes {@code believed} for the present. */
    boolean letsAct(Custody believed, Hub hub) {
        int epoch = hub == Hub.LOOKS_AT_NO_EPOCH ? custody.epoch() : believed.epoch();
        return custody.fence(believed.owner(), epoch).isEmpty();
    }

    static Instant at(int clock) {
        return Instant.ofEpochSecond(clock);
    }

    private boolean isKnown(int message) {
        return (known & 1 << message) != 0;
    }

    /** Everything that anybody may say who takes {@code believed} for the present. */
    private void speak(List<World> next, Custody believed, Hub hub) {
        int owner = MEMBERS.indexOf(believed.owner());
        switch (believed) {
            case Custody.Held held
            when held.visited().size() >= Custody.HOP_LIMIT -> {
                int referral = said.containsKey(REFERRAL) ? REFERRAL + 1 : REFERRAL;
                says(next, referral, new Said(Kind.REFER, owner, referral, -1, held.epoch(), 0), hub);
            }
            case Custody.Held held -> {
                int offer = (int) said.values().stream()
                        .filter(s -> s.kind() == Kind.OFFER)
                        .count();
                for (int step = 1; offer < OFFERS && step < MEMBERS.size(); step++) {
                    int to = (owner + step) % MEMBERS.size();
                    says(next, offer, new Said(Kind.OFFER, owner, offer, to, held.epoch(), clock + OFFER_STANDS), hub);
                }
            }
            case Custody.Offered offered -> {
                int offer = (int) offered.offer().getLeastSignificantBits();
                int to = MEMBERS.indexOf(offered.to());
                int answer = OFFERS + offer;
                says(next, answer, new Said(Kind.ACCEPT, to, offer, -1, offered.epoch(), 0), hub);
                says(next, answer, new Said(Kind.REJECT, to, offer, -1, offered.epoch(), 0), hub);
                says(next, OFFERS + answer, new Said(Kind.WITHDRAW, owner, offer, -1, offered.epoch(), 0), hub);
            }
            case Custody.Referred referred -> {
                int referral = (int) referred.referral().getLeastSignificantBits();
                says(next, WITHDRAWAL, new Said(Kind.WITHDRAW, owner, referral, -1, referred.epoch(), 0), hub);
                // the operator places it, and may do so a second time before the first is seen
                for (int to = 0; to < MEMBERS.size(); to++) {
                    int placing = said.containsKey(PLACING) ? PLACING + 1 : PLACING;
                    says(next, placing, new Said(Kind.ASSIGN, -1, referral, to, 0, 0), hub);
                }
            }
        }
    }

    private void says(List<World> next, int message, Said what, Hub hub) {
        if (!said.containsKey(message)) {
            Map<Integer, Said> more = new HashMap<>(said);
            more.put(message, what);
            new World(custody, log, Map.copyOf(more), decided, known, refused, clock, crashes, copies)
                    .arrives(next, message, hub);
        }
    }

    /** Decided and answered; or lost in a crash before the commit; or decided, and the answer lost in a crash. */
    private void arrives(List<World> next, int message, Hub hub) {
        next.add(decided(message, hub).answered(message));
        if (crashes < CRASHES) {
            next.add(hub == Hub.ANSWERS_BEFORE_IT_COMMITS ? crash().answered(message) : crash());
            next.add(decided(message, hub).crash());
        }
    }

    /** One transaction at the hub: inbox, custody and record together. */
    private World decided(int message, Hub hub) {
        int bit = 1 << message;
        if ((decided & bit) != 0 && hub != Hub.DECIDES_TWICE) {
            return this;
        }
        World after = switch (rule(Objects.requireNonNull(said.get(message)), hub)) {
            case Ruling.Granted(Custody now) -> recorded(new Line(message, clock, now));
            case Ruling.Denied _ -> this;
        };
        int remembered = after == this && hub == Hub.FORGETS_REFUSALS ? decided : decided | bit;
        return new World(after.custody, after.log, said, remembered, known, refused, clock, crashes, copies);
    }

    private Ruling rule(Said what, Hub hub) {
        MemberCode by = what.by() < 0 ? MemberCode.HUB : MEMBERS.get(what.by());
        UUID offer = new UUID(0, what.offer());
        int epoch = hub == Hub.LOOKS_AT_NO_EPOCH ? custody.epoch() : what.epoch();
        Instant now = at(hub == Hub.TAKES_LATE_ANSWERS && what.kind() != Kind.OFFER ? -1 : clock);
        Ruling ruling = switch (what.kind()) {
            case OFFER ->
                custody.after(new Move.Offer(offer, by, epoch, MEMBERS.get(what.to()), at(what.deadline()), now));
            case ACCEPT -> custody.after(new Move.Accept(offer, by, epoch, now));
            case REJECT -> custody.after(new Move.Reject(offer, by, epoch, now));
            case WITHDRAW -> custody.after(new Move.Withdraw(offer, by, epoch, now));
            case REFER -> custody.after(new Move.Refer(offer, by, epoch, now));
            case ASSIGN -> custody.after(new Move.Assign(offer, MEMBERS.get(what.to()), now));
        };
        if (hub == Hub.PASSES_CUSTODY_WITH_THE_OFFER && ruling instanceof Ruling.Granted(Custody.Offered offered)) {
            return new Ruling.Granted(new Custody.Held(offered.to(), offered.epoch() + 1, offered.visited()));
        }
        if (hub == Hub.PLACES_WHAT_IS_NOT_REFERRED && what.kind() == Kind.ASSIGN && custody instanceof Custody.Held) {
            return new Ruling.Granted(new Custody.Held(MEMBERS.get(what.to()), custody.epoch() + 1, custody.visited()));
        }
        if (hub == Hub.KEEPS_THE_EPOCH && ruling instanceof Ruling.Granted(Custody.Held held)) {
            return new Ruling.Granted(new Custody.Held(held.owner(), 1, held.visited()));
        }
        return ruling;
    }

    private World ended(Custody.Offered offered) {
        return switch (offered.after(new Move.Expire(offered.offer(), at(clock)))) {
            case Ruling.Granted(Custody returned) -> recorded(new Line(EXPIRY, clock, returned));
            case Ruling.Denied denied ->
                throw new AssertionError("an offer cannot be ended: " + denied + " in " + this);
        };
    }

    private World recorded(Line line) {
        List<Line> longer = Stream.concat(log.stream(), Stream.of(line)).toList();
        return new World(line.custody(), longer, said, decided, known, refused, clock, crashes, copies);
    }

    private World answered(int message) {
        boolean happened = log.stream().anyMatch(line -> line.message() == message);
        int told = happened ? refused : refused | 1 << message;
        return new World(custody, log, said, decided, known | 1 << message, told, clock, crashes, copies);
    }

    private World copied() {
        return new World(custody, log, said, decided, known, refused, clock, crashes, copies + 1);
    }

    /** The hub falls over: what it had not committed, and the answer it had not given, is gone. */
    private World crash() {
        return new World(custody, log, said, decided, known, refused, clock, crashes + 1, copies);
    }

    private World later() {
        return new World(custody, log, said, decided, known, refused, clock + 1, crashes, copies);
    }
}
