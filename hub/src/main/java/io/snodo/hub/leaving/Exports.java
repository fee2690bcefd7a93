package io.snodo.hub.leaving;

import io.snodo.hub.tenancy.CurrentTenant;
import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was asked for and how far it is. One at a time for each member; who asks meanwhile is told of that one. */
@Component
public class Exports {
    private static final String SELECT = "select * from export ";

    private final JdbcClient database;
    private final LeavingSettings settings;
    private final Clock clock;

    Exports(JdbcClient database, LeavingSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "snodo.leaving.folder must be a folder that can be written: " + settings.folder(), e);
        }
    }

    /** {@code by} is an operator, or the member itself. */
    public Export ask(MemberCode member, String by) {
        return CurrentTenant.during(MemberCode.HUB, () -> {
            database.sql("""
                            insert into export (id, member, asked_by, asked_at) values (?, ?, ?, ?)
                            on conflict (member) where state = 'asked' do nothing""")
                    .params(UUID.randomUUID(), member.value(), by, Timestamp.from(clock.instant()))
                    .update();
            return database.sql(SELECT + "where member = ? order by asked_at desc limit 1")
                    .param(member.value())
                    .query((row, _) -> export(row))
                    .single();
        });
    }

    /** The newest of {@code member}. */
    public Optional<Export> of(MemberCode member) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "where member = ? order by asked_at desc limit 1")
                        .param(member.value())
                        .query((row, _) -> export(row))
                        .optional());
    }

    Optional<Export> find(UUID id) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "where id = ?")
                        .param(id)
                        .query((row, _) -> export(row))
                        .optional());
    }

    /** Its file, which whoever asks closes; empty unless it is ready. */
    public Optional<FileChannel> open(Export export) {
        if (export.state() != Export.State.READY) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileChannel.open(file(export.id()), StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("an export cannot be read", e);
        }
    }

    /** Its last octet has been given out. */
    public void fetched(Export export) {
        change("update export set fetched_at = coalesce(fetched_at, ?) where id = ?", now(), export.id());
    }

    List<Export> asked() {
        return listed("where state = 'asked' order by asked_at limit 10");
    }

    List<Export> outlived() {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "where state = 'ready' and ready_at < ? limit 100")
                        .param(Timestamp.from(clock.instant().minus(settings.kept())))
                        .query((row, _) -> export(row))
                        .list());
    }

    void written(UUID id, long lines) {
        change("update export set written = ? where id = ?", lines, id);
    }

    void ready(UUID id, long lines, long octets, String digest, String manifest) {
        change("""
                        update export set state = 'ready', written = ?, octets = ?, digest = ?, manifest = ?, ready_at = ?
                        where id = ? and state = 'asked'""", lines, octets, digest, manifest, now(), id);
    }

    /** Of one member the newest is enough; whoever reads an older one reads it to its end. */
    List<Export> replaced(Export by) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + "where state = 'ready' and member = ? and id <> ?")
                        .params(by.member().value(), by.id())
                        .query((row, _) -> export(row))
                        .list());
    }

    void failed(UUID id) {
        change("update export set state = 'failed' where id = ? and state = 'asked'", id);
    }

    void drop(UUID id) throws IOException {
        Files.deleteIfExists(file(id));
        change("update export set state = 'dropped' where id = ?", id);
    }

    Path file(UUID id) {
        return settings.folder().resolve(id + ".zip");
    }

    private List<Export> listed(String where) {
        return CurrentTenant.during(
                MemberCode.HUB,
                () -> database.sql(SELECT + where)
                        .query((row, _) -> export(row))
                        .list());
    }

    private void change(String sql, Object... values) {
        CurrentTenant.run(MemberCode.HUB, () -> database.sql(sql).params(values).update());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Export export(ResultSet row) throws SQLException {
        long octets = row.getLong("octets");
        @Nullable Long size = row.wasNull() ? null : octets;
        @Nullable String digest = row.getString("digest");
        @Nullable String manifest = row.getString("manifest");
        @Nullable Instant ready = Departures.instant(row.getTimestamp("ready_at"));
        return new Export(
                row.getObject("id", UUID.class),
                new MemberCode(row.getString("member")),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Export.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("written"),
                size,
                digest,
                manifest,
                ready,
                Departures.instant(row.getTimestamp("fetched_at")));
    }
}
