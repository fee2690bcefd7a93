package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {
    @ParameterizedTest
    @CsvSource({
        "PT59S, MOMENTS, 0",
        "PT29M58S, MINUTES, 30",
        "PT90M, MINUTES, 90",
        "PT1H59M58S, HOURS, 2",
        "PT7H59M58S, HOURS, 8",
        "PT23H59M58S, HOURS, 24",
        "PT36H, HOURS, 36",
        "PT47H40M, DAYS, 2",
        "PT71H59M58S, DAYS, 3",
        "PT167H59M58S, DAYS, 7"
    })
    void isSaidToTheNearestUnit(Duration length, Distance.Unit unit, long count) {
        assertThat(Distance.of(length)).isEqualTo(new Distance(unit, count));
    }
}
