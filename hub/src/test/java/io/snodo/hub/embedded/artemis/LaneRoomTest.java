package io.snodo.hub.embedded.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.messages.MemberCode;
import org.junit.jupiter.api.Test;

class LaneRoomTest {
    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void allLanesFullTakeAQuarterOfTheHeap() {
        LaneRoom room = new LaneRoom(512 * MEBIBYTE);
        assertThat(room.oneMore(member(1))).hasValue(32 * MEBIBYTE);
        for (int i = 2; i <= 16; i++) {
            room.oneMore(member(i));
        }
        assertThat(room.oneMore(member(17))).hasValue(128 * MEBIBYTE / 17);
    }

    @Test
    void theSameMemberAgainChangesNothing() {
        LaneRoom room = new LaneRoom(64 * MEBIBYTE);
        assertThat(room.oneMore(member(1))).hasValue(16 * MEBIBYTE);
        assertThat(room.oneMore(member(1))).isEmpty();
    }

    @Test
    void aLaneHasRoomForAMessageHoweverManyThereAre() {
        LaneRoom room = new LaneRoom(64 * MEBIBYTE);
        for (int i = 1; i <= 1_000; i++) {
            room.oneMore(member(i));
        }
        assertThat(room.oneMore(member(1_001))).isEmpty();
    }

    private static MemberCode member(int number) {
        return new MemberCode("c_" + number);
    }
}
