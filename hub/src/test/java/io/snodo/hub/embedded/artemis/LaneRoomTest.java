package io.snodo.hub.embedded.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneRoomTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void allLanesFullTakeAQuarterOfTheHeap() {
        LaneRoom room = new LaneRoom(512 * MEBIBYTE);
        assertThat(room.more(List.of(member(1)))).hasValue(32 * MEBIBYTE);
        room.more(IntStream.rangeClosed(2, 16).mapToObj(LaneRoomTest::member).toList());
        assertThat(room.more(List.of(member(17)))).hasValue(128 * MEBIBYTE / 17);
    }

    @Test
    void theSameMemberAgainChangesNothing() {
        LaneRoom room = new LaneRoom(64 * MEBIBYTE);
        assertThat(room.more(List.of(member(1)))).hasValue(16 * MEBIBYTE);
        assertThat(room.more(List.of(member(1)))).isEmpty();
    }

    @Test
    void aLaneHasRoomForAMessageHoweverManyThereAre() {
        LaneRoom room = new LaneRoom(64 * MEBIBYTE);
        room.more(IntStream.rangeClosed(1, 1_000).mapToObj(LaneRoomTest::member).toList());
        assertThat(room.more(List.of(member(1_001)))).isEmpty();
    }

    private static MemberCode member(int number) {
        return new MemberCode("c_" + number);
    }
}
