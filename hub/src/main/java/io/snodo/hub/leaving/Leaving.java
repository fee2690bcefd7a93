package io.snodo.hub.leaving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A member's way out, from the day it is decided to its certificate; who decides is not asked here. */
@Component
public class Leaving {
    private final Departures departures;
    private final Exports exports;
    private final Registrar registrar;
    private final LeavingSettings settings;
    private final Clock clock;

    Leaving(Departures departures, Exports exports, Registrar registrar, LeavingSettings settings, Clock clock) {
        this.departures = departures;
        this.exports = exports;
        this.registrar = registrar;
        this.settings = settings;
        this.clock = clock;
    }

    /** What stands in the way of deleting. */
    public enum Hindrance {
        /** It holds tickets that are not concluded. */
        @JsonProperty("tickets_held")
        TICKETS_HELD,
        @JsonProperty("export_missing")
        EXPORT_MISSING,
        /** The hub's settings want it fetched first. */
        @JsonProperty("export_not_fetched")
        EXPORT_NOT_FETCHED,
        /** It has said something since, which would be in no export. */
        @JsonProperty("export_outdated")
        EXPORT_OUTDATED
    }

    /** How far it is. */
    public enum Stage {
        @JsonProperty("leaving")
        LEAVING,
        @JsonProperty("erasing")
        ERASING,
        @JsonProperty("left")
        LEFT
    }

    /**
     * How it stands with a departure.
     *
     * @param held how many tickets wait to be concluded or handed on
     * @param certificate JWS of the hub; {@code stamp} where it stands in the ledger
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sight(
            MemberCode member,
            Stage stage,
            Instant begunAt,
            Instant due,
            long secondsLeft,
            long held,
            List<Hindrance> hinders,
            @Nullable Export export,
            @Nullable Instant endedAt,
            @Nullable String certificate,
            @Nullable String stamp) {}

    /** Of the last departure of {@code member} that was not called off. */
    public Optional<Sight> of(MemberCode member) {
        return departures.of(member).map(this::sight);
    }

    private Sight sight(Departure departure) {
        Stage stage = departure.endedAt() != null
                ? Stage.LEFT
                : departure.erasingAt() != null ? Stage.ERASING : Stage.LEAVING;
        long left = Duration.between(clock.instant(), departure.due()).toSeconds();
        return new Sight(
                departure.member(),
                stage,
                departure.begunAt(),
                departure.due(),
                stage == Stage.LEAVING ? left : 0,
                stage == Stage.LEAVING ? departures.held(departure.member()) : 0,
                stage == Stage.LEAVING ? hinders(departure) : List.of(),
                export(departure).orElse(null),
                departure.endedAt(),
                departure.certificate(),
                departure.stamp());
    }

    List<Hindrance> hinders(Departure departure) {
        List<Hindrance> hinders = new ArrayList<>();
        if (departures.held(departure.member()) > 0) {
            hinders.add(Hindrance.TICKETS_HELD);
        }
        Optional<Export> export = export(departure);
        if (export.map(Export::state).filter(Export.State.READY::equals).isEmpty()) {
            hinders.add(Hindrance.EXPORT_MISSING);
        } else if (settings.fetched() && export.get().fetchedAt() == null) {
            hinders.add(Hindrance.EXPORT_NOT_FETCHED);
        }
        if (hinders.isEmpty()
                && departures.hasSpokenSince(departure.member(), export.get().askedAt())) {
            hinders.add(Hindrance.EXPORT_OUTDATED);
        }
        return hinders;
    }

    private Optional<Export> export(Departure departure) {
        UUID id = departure.export();
        return id == null ? Optional.empty() : exports.find(id);
    }

    /** It is on its way out from now on, and its export is asked for. False if it was, or is no member. */
    public boolean begin(MemberCode member, String by, String reason, Runnable noted) {
        return registrar.leave(member, by, reason, () -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            departures.begin(
                    member,
                    now,
                    now.plus(settings.within()),
                    exports.ask(member, by).id());
            noted.run();
        });
    }

    /** It stays. False where it was not leaving, or there is no way back any more. */
    public boolean callOff(MemberCode member, String by, String reason, Runnable noted) {
        return departures.of(member).filter(open -> open.erasingAt() == null).isPresent()
                && registrar.stay(member, by, reason, () -> {
                    if (!departures.callOff(member, clock.instant())) {
                        throw new IllegalStateException("a departure has come to its end meanwhile");
                    }
                    noted.run();
                });
    }

    /** What was written or done since the last export goes into another, which is the one that counts. */
    public Optional<Export> exportAgain(MemberCode member, String by) {
        return departures.of(member).filter(open -> open.erasingAt() == null).map(open -> {
            Export asked = exports.ask(member, by);
            departures.takeAlong(open.id(), asked.id());
            return asked;
        });
    }

    /** There is no way back from this: it belongs no more, and its own is deleted. Returns what hinders it, if something does. */
    public List<Hindrance> erase(MemberCode member, String by, String reason, Runnable noted) {
        Departure open = departures
                .of(member)
                .filter(departure -> departure.erasingAt() == null)
                .orElseThrow(() -> new IllegalStateException("not on its way out"));
        List<Hindrance> hinders = hinders(open);
        if (hinders.isEmpty()) {
            registrar.gone(member, by, reason, () -> {
                departures.noWayBack(open.id(), by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                noted.run();
            });
        }
        return hinders;
    }
}
