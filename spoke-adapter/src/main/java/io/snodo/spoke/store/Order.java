package io.snodo.spoke.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The order in which a long list is read, a page at a time, from the row where the page before ended. The last key is
 * unique; so what comes or goes meanwhile makes no other row appear twice or be passed over.
 */
public record Order(List<String> keys, boolean isFalling) {
    public static Order rising(String... keys) {
        return new Order(List.of(keys), false);
    }

    public static Order falling(String... keys) {
        return new Order(List.of(keys), true);
    }

    private record Found<T>(T row, List<String> keys) {}

    /** {@code which} is a table and a condition with {@code parameters}. A place that is no longer there is the start. */
    public <T> Page<T> page(JdbcClient jdbc, String which, List<?> parameters, RowMapper<T> row, Place place) {
        boolean fromStart = place.keys().size() != keys.size();
        boolean backwards = !fromStart && place.side() == Place.Side.BEFORE;
        boolean falling = isFalling != backwards;
        List<Object> all = new ArrayList<>(parameters);
        if (!fromStart) {
            place.keys().forEach(key -> all.add(typed(key)));
        }
        all.add(Page.SIZE + 1);
        List<Found<T>> found = jdbc.sql("select *, " + named() + " from " + which
                        + (fromStart ? "" : " and (" + joined("") + ")" + (falling ? " < " : " > ") + marks())
                        + " order by " + joined(falling ? " desc" : "") + " limit ?")
                .params(all)
                .query((columns, number) -> {
                    List<String> at = new ArrayList<>();
                    for (int i = 0; i < keys.size(); i++) {
                        at.add(columns.getString("place" + i));
                    }
                    return new Found<>(row.mapRow(columns, number), at);
                })
                .list();
        boolean goesOn = found.size() > Page.SIZE;
        if (!fromStart && (backwards ? !goesOn : found.isEmpty())) {
            return page(jdbc, which, parameters, row, Place.START);
        }
        List<Found<T>> shown = goesOn ? found.subList(0, Page.SIZE) : found;
        List<Found<T>> inOrder = backwards ? shown.reversed() : shown;
        return new Page<>(
                inOrder.stream().map(Found::row).toList(),
                fromStart
                        ? null
                        : new Place(Place.Side.BEFORE, inOrder.getFirst().keys()),
                backwards || goesOn
                        ? new Place(Place.Side.AFTER, inOrder.getLast().keys())
                        : null);
    }

    private String named() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i) + " as place" + i)
                .collect(Collectors.joining(", "));
    }

    private String joined(String suffix) {
        return keys.stream().map(key -> key + suffix).collect(Collectors.joining(", "));
    }

    private String marks() {
        return keys.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    /** SQLite compares a number and a text by their kind before it looks at them. */
    private static Object typed(String key) {
        return key.matches("-?[0-9]{1,18}") ? Long.valueOf(key) : key;
    }
}
