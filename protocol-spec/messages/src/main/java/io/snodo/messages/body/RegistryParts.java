package io.snodo.messages.body;

import io.snodo.messages.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The registry in as many messages as it takes, and whole again. */
public final class RegistryParts {
    /** Octets of JSON that are surely less than {@link Json#MAX_MESSAGE_BYTES} when they are sealed. */
    public static final int ROOM = 180_000;

    private final List<Registry> filled = new ArrayList<>();
    private final Registry whole;
    private final int room;
    private List<Registry.Member> members = new ArrayList<>();
    private List<Registry.Agreement> agreements = new ArrayList<>();
    private List<Registry.Category> categories = new ArrayList<>();
    private List<Registry.RetiredKey> retired = new ArrayList<>();
    private int taken;

    private RegistryParts(Registry whole, int room) {
        this.whole = whole;
        this.room = room;
    }

    /** Numbered from 1; where one is enough it is {@code whole} itself. */
    public static List<Registry> of(Registry whole, int room) {
        RegistryParts parts = new RegistryParts(whole, room);
        parts.taken = size(whole.hubs());
        whole.categories().forEach(each -> parts.fill(each, category -> parts.categories.add(category)));
        whole.members().forEach(each -> parts.fill(each, member -> parts.members.add(member)));
        whole.agreements().forEach(each -> parts.fill(each, agreement -> parts.agreements.add(agreement)));
        whole.retired().forEach(each -> parts.fill(each, key -> parts.retired.add(key)));
        if (parts.filled.isEmpty()) {
            return List.of(whole);
        }
        parts.close();
        int count = parts.filled.size();
        List<Registry> numbered = new ArrayList<>(count);
        for (Registry part : parts.filled) {
            numbered.add(numbered(part, numbered.size() + 1, count));
        }
        return List.copyOf(numbered);
    }

    private <T> void fill(T each, Consumer<T> into) {
        int size = size(each) + 1;
        if (!isEmpty() && taken + size > room) {
            close();
        }
        into.accept(each);
        taken += size;
    }

    private boolean isEmpty() {
        return members.isEmpty() && agreements.isEmpty() && categories.isEmpty() && retired.isEmpty();
    }

    private void close() {
        List<Registry.Hub> hubs = filled.isEmpty() ? whole.hubs() : List.of(); // few, and they go first
        filled.add(
                new Registry(whole.version(), members, agreements, categories, retired, 0, 0, whole.instead(), hubs));
        members = new ArrayList<>();
        agreements = new ArrayList<>();
        categories = new ArrayList<>();
        retired = new ArrayList<>();
        taken = 0;
    }

    private static Registry numbered(Registry part, int number, int of) {
        return new Registry(
                part.version(),
                part.members(),
                part.agreements(),
                part.categories(),
                part.retired(),
                number,
                of,
                part.instead(),
                part.hubs());
    }

    /** {@code parts} are all of one version, in whatever order. */
    public static Registry joined(Collection<Registry> parts) {
        List<Registry> inOrder =
                parts.stream().sorted(Comparator.comparingInt(Registry::part)).toList();
        Registry first = inOrder.getFirst();
        return new Registry(
                first.version(),
                all(inOrder, Registry::members),
                all(inOrder, Registry::agreements),
                all(inOrder, Registry::categories),
                all(inOrder, Registry::retired),
                0,
                0,
                first.instead(),
                all(inOrder, Registry::hubs));
    }

    private static <T> List<T> all(List<Registry> parts, Function<Registry, List<T>> of) {
        return parts.stream().flatMap(part -> of.apply(part).stream()).toList();
    }

    /** In octets of JSON. */
    public static int size(Object said) {
        return Json.MAPPER.writeValueAsBytes(said).length;
    }
}
