package io.snodo.messages.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;

/** A day of the week as messages say it, Monday first (ISO 8601). */
public enum Day {
    @JsonProperty("mon")
    MON,
    @JsonProperty("tue")
    TUE,
    @JsonProperty("wed")
    WED,
    @JsonProperty("thu")
    THU,
    @JsonProperty("fri")
    FRI,
    @JsonProperty("sat")
    SAT,
    @JsonProperty("sun")
    SUN;

    public DayOfWeek ofWeek() {
        return DayOfWeek.of(ordinal() + 1);
    }
}
