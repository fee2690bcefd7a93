package io.snodo.ops.attack;

import io.snodo.ops.attack.assaults.Extent;
import io.snodo.ops.demo.CannotStart;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for; {@code ops/attack --help} explains it.
 *
 * @param hubOnly without spokes, hence without desks
 */
record AttackOptions(Path home, int portBase, Extent extent, boolean hubOnly) {

    static AttackOptions of(String... args) {
        Path home = Path.of("");
        int portBase = 53_080;
        Extent extent = Extent.WHOLE;
        boolean hubOnly = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--home" -> home = Path.of(value(option, rest));
                case "--port-base" -> portBase = Integer.parseInt(value(option, rest));
                case "--short" -> extent = Extent.SHORT;
                case "--hub-only" -> hubOnly = true;
                default -> throw new CannotStart("there is no option " + option + "; see ops/attack --help");
            }
        }
        return new AttackOptions(home.toAbsolutePath().normalize(), portBase, extent, hubOnly);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new CannotStart(option + " wants a value; see ops/attack --help");
        }
        return rest.next();
    }
}
