package io.snodo.spoke.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snodo.messages.MemberCode;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.spoke.link.Speaker;
import io.snodo.spoke.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Contents between a spoke's folder and a hub whose line breaks. */
class FilesIT {
    private static final TicketNumber TICKET = TicketNumber.mint("L736", 660);
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    private FakeHubFiles hub;
    private Store store;
    private CarriedFiles carried;
    private LocalContents contents;
    private FetchFile fetch;
    private Carrier carrier;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHubFiles();
        store = Store.open(folder);
        open(Duration.ofMinutes(1));
    }

    private void open(Duration giveUp) throws IOException {
        FileSettings settings = new FileSettings(
                hub.address(),
                folder.resolve("attachments"),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                Duration.ofMillis(20),
                giveUp,
                Duration.ofDays(30));
        Clock clock = Clock.systemUTC();
        HubFiles hubFiles = new HubFiles(settings, new Speaker(new MemberCode("c_l736"), SealKey.generate(), clock));
        contents = new LocalContents(settings);
        carried = new CarriedFiles(store.jdbc(), clock);
        fetch = new FetchFile(contents, hubFiles);
        carrier = new Carrier(carried, contents, hubFiles, settings, clock, _ -> {});
    }

    @AfterEach
    void stop() {
        carrier.destroy();
        store.close();
        hub.close();
    }

    @Test
    void aContentIsBroughtInChunksThoughTheLineBreaksAndIsFreeInTheEnd() throws IOException {
        byte[] content = content(1);
        hub.breakAfter(700_000);
        hub.limit(900_000);
        UUID offer = attach(content);

        carrier.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> state(offer) == FileState.FREE);
        assertThat(hub.contents()).containsExactly(content);
        assertThat(only(offer).percent()).isEqualTo(100);
    }

    @Test
    void whatWasBegunByAnEarlierProcessIsCarriedOn() throws IOException {
        byte[] content = content(2);
        UUID offer = attach(content);
        carrier.destroy(); // it had not even started
        open(Duration.ofMinutes(1));

        carrier.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> state(offer) == FileState.FREE);
    }

    @Test
    void whatHasComeWholeAndIsNotKnownToHaveIsSaidToBeWhole() throws IOException {
        byte[] content = content(10);
        UUID offer = attach(content);
        hub.hasAllWithoutKnowing(offer, content);
        UUID next = attach(content(11));

        carrier.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> state(offer) == FileState.FREE);
        await().atMost(Duration.ofSeconds(60)).until(() -> state(next) == FileState.FREE);
    }

    @Test
    void whatNobodyHasToCarryIsDroppedAndWhatIsOnItsWayStays() throws IOException {
        attach(content(12));
        contents.keep(new ByteArrayInputStream(content(13)));
        Files.write(contents.coming(digest(content(14))), content(14));

        contents.sweep(carried::isNeeded, Instant.now().minusSeconds(60));
        assertThat(contents.find(digest(content(13)))).as("not old enough").isPresent();
        contents.sweep(carried::isNeeded, Instant.now().plusSeconds(60));

        assertThat(contents.find(digest(content(12)))).isPresent();
        assertThat(contents.find(digest(content(13)))).isEmpty();
        assertThat(Files.exists(contents.coming(digest(content(14))))).isFalse();
    }

    @Test
    void whatTheHubRejectsOrNeverTakesIsSaidSo() throws IOException {
        hub.decides("rejected");
        UUID bad = attach(content(3));
        carrier.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> state(bad) == FileState.REJECTED);
        assertThat(only(bad).reason()).isEqualTo("malware");

        hub.findsAnotherDigest();
        UUID other = attach(content(4));
        await().atMost(Duration.ofSeconds(60)).until(() -> state(other) == FileState.FAILED);
        assertThat(only(other).reason()).isEqualTo("content_mismatch");
    }

    @Test
    void aHubThatIsAwayIsTriedAgainAndNotForEver() throws IOException {
        hub.close();
        open(Duration.ofMillis(300));
        UUID offer = attach(content(5));

        carrier.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> state(offer) == FileState.FAILED);
    }

    @Test
    void whatIsOpenedIsFetchedOnceAndGoesOnWhereTheLineBroke() throws IOException {
        byte[] content = content(6);
        UUID offer = UUID.randomUUID();
        hub.has(offer, content);
        hub.breakAfter(1_000_000);

        assertThat(fetch.fetch(TICKET, offer, digest(content), SIZE))
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.AWAY));
        assertThat(Files.size(contents.coming(digest(content)))).isBetween(1L, 1_000_000L);
        Path here = ((FetchFile.Answer.Here) fetch.fetch(TICKET, offer, digest(content), SIZE)).content();
        assertThat(Files.readAllBytes(here)).isEqualTo(content);
        int calls = hub.calls();
        assertThat(fetch.fetch(TICKET, offer, digest(content), SIZE)).isInstanceOf(FetchFile.Answer.Here.class);
        assertThat(hub.calls()).as("asked how it stands, and nothing more").isEqualTo(calls + 1);
    }

    @Test
    void whatIsHereIsNotOpenedUnlessTheHubSaysThatItIsFree() throws IOException {
        byte[] content = content(20);
        UUID ours = attach(content);
        assertThat(fetch.fetch(TICKET, ours, digest(content), SIZE))
                .as("nobody has looked at it yet")
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.AWAITED));
        UUID free = UUID.randomUUID();
        hub.has(free, content);
        assertThat(fetch.fetch(TICKET, free, digest(content), SIZE)).isInstanceOf(FetchFile.Answer.Here.class);

        hub.takesBack(free);

        assertThat(fetch.fetch(TICKET, free, digest(content), SIZE))
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.REJECTED));
        hub.close();
        assertThat(fetch.fetch(TICKET, free, digest(content), SIZE))
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.AWAY));
    }

    @Test
    void whatIsNotWhatWasOfferedIsNeverShown() throws IOException {
        UUID offer = UUID.randomUUID();
        hub.has(offer, content(7));

        assertThat(fetch.fetch(TICKET, offer, digest(content(8)), SIZE))
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.WRONG));
        assertThat(contents.find(digest(content(8)))).isEmpty();
        assertThat(Files.exists(contents.coming(digest(content(8))))).isFalse();
        assertThat(fetch.fetch(TICKET, UUID.randomUUID(), digest(content(9)), SIZE))
                .isEqualTo(new FetchFile.Answer.Not(FetchFile.WhyNot.UNKNOWN));
    }

    private UUID attach(byte[] content) throws IOException {
        LocalContents.Kept kept = contents.keep(new ByteArrayInputStream(content));
        assertThat(kept).isEqualTo(new LocalContents.Kept(digest(content), content.length));
        UUID offer = UUID.randomUUID();
        carried.begin(offer, TICKET, kept.digest(), kept.size());
        return offer;
    }

    private FileState state(UUID offer) {
        return only(offer).state();
    }

    private Carried only(UUID offer) {
        return carried.of(TICKET).stream()
                .filter(each -> each.offer().equals(offer))
                .findAny()
                .orElseThrow();
    }

    private static byte[] content(int seed) {
        byte[] content = new byte[SIZE];
        new Random(seed).nextBytes(content);
        return content;
    }

    private static String digest(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(FakeHubFiles.sha256(content));
    }
}
