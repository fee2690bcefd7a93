package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.body.Deed;
import io.snodo.messages.refusal.Catalogue;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.desk.Categories;
import io.snodo.spoke.desk.Destinations;
import io.snodo.spoke.link.SentMessage;
import io.snodo.spoke.link.SentMessages;
import io.snodo.spoke.operators.Operators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** How a page names members, categories and moments to its reader, in the reader's language and the office's time. */
final class Speech {
    /** What an answer is told when the offer has ended, whichever way. */
    private static final Set<String> REASONS =
            Set.of("type_mismatch", "malware", "not_inspected", "content_mismatch", "content_missing");

    private static final Set<RefusalCode> LATE =
            EnumSet.of(RefusalCode.OFFER_UNKNOWN, RefusalCode.TICKET_UNKNOWN, RefusalCode.EPOCH_STALE);

    private final Locale locale;
    private final ZoneId zone;
    private final Clock clock;
    private final MessageSource messages;
    private final Destinations members;
    private final Categories categories;
    private final Operators operators;
    private final SentMessages sent;

    Speech(
            Locale locale,
            ZoneId zone,
            Clock clock,
            MessageSource messages,
            Destinations members,
            Categories categories,
            Operators operators,
            SentMessages sent) {
        this.sent = sent;
        this.locale = locale;
        this.zone = zone;
        this.clock = clock;
        this.messages = messages;
        this.members = members;
        this.categories = categories;
        this.operators = operators;
    }

    public String language() {
        return locale.getLanguage();
    }

    /** The member as one says it: a municipality goes by its town. */
    public String member(@Nullable MemberCode code) {
        if (code == null) {
            return say("member.unknown");
        }
        return code.equals(MemberCode.HUB)
                ? say("member.hub")
                : members.name(code).replaceFirst("^Comune di ", "");
    }

    /** One of this desk's own people by name; other members' people are never named. */
    public String operator(String username) {
        return operators.displayName(username).orElseGet(() -> say("operator.gone", username));
    }

    public String category(@Nullable String code) {
        return code == null ? "" : categories.name(code, locale);
    }

    /** Several by name, as one says them. */
    public String categories(List<String> codes) {
        return codes.stream().map(this::category).collect(Collectors.joining(", "));
    }

    public String channel(@Nullable String code) {
        return code == null ? "" : categories.channel(code, locale);
    }

    public String refusal(RefusalCode code) {
        Catalogue.Entry entry = Catalogue.of(code);
        return locale.getLanguage().equals("it") ? entry.it() : entry.en();
    }

    /** The same for a message of ours; an answer to an offer is refused in more words than the code alone has. */
    public String refusal(String type, RefusalCode code) {
        boolean answer =
                type.equals(MessageType.HANDOVER_ACCEPT.wire()) || type.equals(MessageType.HANDOVER_REJECT.wire());
        return answer && LATE.contains(code) ? say("offer.ended") : refusal(code);
    }

    /** The same with what the hub said beside it: which agreement is missing, and how to get it. */
    public String refusal(SentMessage message) {
        RefusalCode code = Objects.requireNonNull(message.refusal());
        Problem problem = message.problem();
        return code == RefusalCode.AGREEMENT_MISSING && problem != null
                ? problem.sentences().getOrDefault(language(), refusal(code))
                : refusal(message.type(), code);
    }

    /** The same for a message of ours that a page knows by its id. */
    public String refusal(String type, RefusalCode code, UUID message) {
        return code == RefusalCode.AGREEMENT_MISSING
                ? sent.find(message)
                        .filter(found -> found.refusal() != null)
                        .map(this::refusal)
                        .orElseGet(() -> refusal(code))
                : refusal(type, code);
    }

    /** The terms of an agreement, one sentence each. */
    public List<String> terms(Deed deed) {
        return new SaidTerms(this, locale).of(deed);
    }

    /** A text that is there in both languages. */
    public String in(Deed.Text text) {
        return text.in(language());
    }

    /** Why a file of ours was rejected or has not arrived. */
    public String reason(String code) {
        return say("file.reason." + (REASONS.contains(code) ? code : "other"));
    }

    /** The day alone: {@code 3 dicembre 2026}. */
    public String day(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(at.atZone(zone));
    }

    /** Day and minute as one says them: today and yesterday by name. */
    public String moment(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        String time = DateTimeFormatter.ofPattern("HH:mm", locale).format(local);
        LocalDate day = local.toLocalDate();
        if (day.equals(today)) {
            return say("when.today", time);
        }
        if (day.equals(today.minusDays(1))) {
            return say("when.yesterday", time);
        }
        if (day.equals(today.plusDays(1))) {
            return say("when.tomorrow", time);
        }
        String pattern = day.getYear() == today.getYear() ? "d MMMM" : "d MMMM yyyy";
        return say("when.day", DateTimeFormatter.ofPattern(pattern, locale).format(local), time);
    }

    /** The time of a day that everybody knows: {@code 10:42}. */
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).format(at.atZone(zone));
    }

    /** A language by its name, in the reader's own. */
    public String tongue(String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayLanguage(locale);
        return name.isEmpty() ? tag : name;
    }

    /** From when on: the time alone if it was today. */
    public String since(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return local.toLocalDate().equals(LocalDate.now(clock.withZone(zone)))
                ? say(
                        "when.since.today",
                        DateTimeFormatter.ofPattern("HH:mm", locale).format(local))
                : say(
                        "when.since.day",
                        DateTimeFormatter.ofPattern("d MMMM", locale).format(local));
    }

    /** How long ago, or how long until. */
    public String distance(Instant at) {
        Duration from = Duration.between(clock.instant(), at);
        String direction = from.isNegative() ? "when.ago." : "when.in.";
        Distance distance = Distance.of(from.abs());
        return say(direction + distance.unit().name().toLowerCase(Locale.ROOT), distance.count());
    }

    /** Whether less than a quarter of an hour is left, or none. */
    public boolean isUrgent(Instant at) {
        return Duration.between(clock.instant(), at).toMinutes() < 15;
    }

    public boolean isPast(Instant at) {
        return at.isBefore(clock.instant());
    }

    String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
