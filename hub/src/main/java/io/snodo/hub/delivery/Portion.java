package io.snodo.hub.delivery;

import io.snodo.hub.exchange.Outgoing;
import java.util.List;

/** What of several deliveries can be expected to be read at once, by a member's program and by a proxy before it. */
final class Portion {
    private Portion() {}

    /** The first of {@code next}, up to so many characters of sealed messages; never nothing of something. */
    static List<Outgoing> of(List<Outgoing> next, int characters) {
        int many = 0;
        long length = 0;
        while (many < next.size() && (many == 0 || length + next.get(many).jws().length() <= characters)) {
            length += next.get(many++).jws().length();
        }
        return next.subList(0, many);
    }
}
