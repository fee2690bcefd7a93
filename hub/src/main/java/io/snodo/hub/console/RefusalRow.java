package io.snodo.hub.console;

import io.snodo.hub.exchange.RefusalEvents.RefusalEvent;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Catalogue;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, its rule, and what the rules saw.
 *
 * @param rules the numbers of the rules that know this no
 * @param words what it means; {@code advice} what its sender can do, in English; {@code kind} ends the key of the same by class
 * @param epoch under which the sender thought that the ticket was
 */
public record RefusalRow(
        long id,
        ZonedDateTime at,
        String sender,
        String binding,
        @Nullable UUID message,
        @Nullable String type,
        @Nullable String ticket,
        String to,
        String code,
        @Nullable String detail,
        List<String> rules,
        String words,
        String advice,
        String kind,
        boolean retryable,
        @Nullable Long epoch,
        @Nullable Saw saw) {
    /** The ticket at that moment. */
    public record Saw(
            String status,
            String owner,
            long epoch,
            long sequence,
            @Nullable String offeredTo) {}

    static RefusalRow of(RefusalEvent event, Function<MemberCode, String> names, Locale locale) {
        Catalogue.Entry entry = Catalogue.of(event.code());
        return new RefusalRow(
                event.id(),
                event.at().atZone(Network.ZONE),
                names.apply(event.sender()),
                event.binding(),
                event.message(),
                event.type(),
                event.ticket() == null ? null : event.ticket().value(),
                String.join(", ", event.to().stream().map(names).toList()),
                event.code().wire(),
                event.detail(),
                RulesOfRefusals.of(event.code()),
                locale.getLanguage().equals("it") ? entry.it() : entry.en(),
                entry.advice(),
                entry.kind().name().toLowerCase(Locale.ROOT),
                entry.retryable(),
                event.epoch(),
                event.saw() == null
                        ? null
                        : new Saw(
                                event.saw().status(),
                                names.apply(event.saw().owner()),
                                event.saw().epoch(),
                                event.saw().sequence(),
                                event.saw().offeredTo() == null
                                        ? null
                                        : names.apply(event.saw().offeredTo())));
    }

    /** The sender thought of another epoch than there was. */
    public boolean isBehind() {
        return saw != null && epoch != null && epoch != 0 && epoch != saw.epoch();
    }
}
