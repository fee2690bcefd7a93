package io.snodo.hub.doors.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as an object, so that it can grow other fields; the list is there also when it is empty.
 *
 * @param next where the next page is, relative to this one; absent on the last
 */
record Listing<T>(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<T> items,
        @Nullable String next) {}
