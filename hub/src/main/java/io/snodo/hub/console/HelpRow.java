package io.snodo.hub.console;

import io.snodo.hub.overflow.Episode;
import io.snodo.messages.MemberCode;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A time of help, as the operator sees it; {@code why} ends the key of its sentence. */
public record HelpRow(
        UUID id,
        String busy,
        String helper,
        String skill,
        ZonedDateTime startedAt,
        @Nullable ZonedDateTime endedAt,
        @Nullable String why) {

    static HelpRow of(Episode episode, Function<MemberCode, String> names) {
        Episode.End end = episode.end();
        return new HelpRow(
                episode.id(),
                names.apply(episode.busy()),
                names.apply(episode.helper()),
                episode.skill(),
                episode.startedAt().atZone(Network.ZONE),
                end == null ? null : end.at().atZone(Network.ZONE),
                end == null ? null : end.why().name().toLowerCase(Locale.ROOT));
    }

    public boolean isOpen() {
        return endedAt == null;
    }
}
