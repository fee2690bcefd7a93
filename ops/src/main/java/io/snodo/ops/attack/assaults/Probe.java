package io.snodo.ops.attack.assaults;

import io.snodo.ops.attack.ground.Identifiers;
import io.snodo.ops.attack.ground.Kind;
import io.snodo.ops.attack.interfaces.Operation;
import io.snodo.ops.attack.interfaces.Slot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call that names something of others, and the same that names nothing there is.
 *
 * @param compared whether the two have to be answered alike: not where the thing is known to all
 */
public record Probe(String words, Map<Slot, String> another, Map<Slot, String> absent, boolean compared) {

    /** What the call brings of its own, whichever of the two it is. */
    Set<String> sent() {
        Set<String> sent = new HashSet<>(another.values());
        sent.addAll(absent.values());
        sent.remove("");
        return sent;
    }

    /** What company an identifier is tried in. */
    private enum Others {
        FOREIGN,
        ABSENT,
        OWN
    }

    /**
     * Each kind of identifier in each place of {@code operation}, in the company of others; at least one call. With
     * {@code all} also where a kind does not belong.
     */
    static List<Probe> of(Operation operation, Identifiers identifiers, boolean all) {
        List<Slot> places = operation.slots().stream()
                .filter(slot -> Kind.natural(operation.door(), slot).isPresent())
                .toList();
        Set<Probe> probes = new java.util.LinkedHashSet<>();
        for (Slot place : places) {
            Kind natural = Kind.natural(operation.door(), place).orElseThrow();
            for (Kind kind : Kind.values()) {
                // of another kind than belongs there one is enough
                long most = kind != natural ? all ? 1 : 0 : all ? Long.MAX_VALUE : 1;
                for (String value :
                        identifiers.foreign(kind).stream().limit(most).toList()) {
                    for (Others others : places.size() == 1 ? new Others[] {Others.ABSENT} : Others.values()) {
                        if (kind == natural || others == Others.FOREIGN || places.size() == 1) {
                            probes.add(probe(operation, identifiers, place, kind, value, others));
                        }
                    }
                }
            }
        }
        if (probes.isEmpty()) {
            Map<Slot, String> plain = new LinkedHashMap<>();
            operation.slots().forEach(slot -> plain.put(slot, Kind.plain(slot)));
            probes.add(new Probe("as it is", plain, plain, false));
        }
        return new ArrayList<>(probes);
    }

    private static Probe probe(
            Operation operation, Identifiers identifiers, Slot place, Kind kind, String value, Others others) {
        Map<Slot, String> another = new LinkedHashMap<>();
        Map<Slot, String> absent = new LinkedHashMap<>();
        for (Slot slot : operation.slots()) {
            Kind natural = Kind.natural(operation.door(), slot).orElse(null);
            if (slot.equals(place)) {
                another.put(slot, value);
                absent.put(slot, identifiers.absent(kind, value));
            } else if (natural == null) {
                another.put(slot, Kind.plain(slot));
                absent.put(slot, Kind.plain(slot));
            } else {
                String nobodys = identifiers.absent(natural, "");
                another.put(
                        slot,
                        switch (others) {
                            case FOREIGN -> identifiers.first(natural);
                            case ABSENT -> nobodys;
                            case OWN -> identifiers.own(natural);
                        });
                // what everybody may know is the same in both
                boolean known = identifiers.isKnown(another.getOrDefault(slot, ""));
                absent.put(slot, known || others == Others.OWN ? another.getOrDefault(slot, "") : nobodys);
            }
        }
        // any version there is: for what is not there, there is none
        if (kind == Kind.ETAG && value.equals(Kind.ANY_VERSION)) {
            absent.put(place, value);
        }
        return new Probe(
                kind + " as " + place.name() + ", others " + others, another, absent, !identifiers.isKnown(value));
    }
}
