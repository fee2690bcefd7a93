package io.snodo.hub.dossier;

import io.snodo.hub.evidence.Anchor;
import io.snodo.hub.evidence.Anchors;
import io.snodo.hub.members.KeyHistory;
import io.snodo.messages.TicketNumber;
import io.snodo.messages.receipt.HashTree;
import io.snodo.messages.seal.Sealed;
import io.snodo.messages.seal.VerifyKey;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes into a file, in its order: what comes first says what is needed after it. */
@Component
class Contents {
    private final Records records;
    private final Anchors anchors;
    private final KeyHistory keys;

    Contents(Records records, Anchors anchors, KeyHistory keys) {
        this.records = records;
        this.anchors = anchors;
        this.keys = keys;
    }

    void fill(SealedFile file, TicketNumber ticket, List<Line.Key> hub) {
        Set<String> keyIds = new TreeSet<>();
        SortedSet<Long> batches = new TreeSet<>();
        file.list(
                "entries",
                to -> records.entries(ticket, entry -> {
                    Sealed.read(entry.message()).map(Sealed::keyId).ifPresent(keyIds::add);
                    batches.add(entry.batch());
                    to.accept(entry);
                }));
        file.list(
                "withheld",
                to -> records.withheld(ticket, withheld -> {
                    batches.add(withheld.batch());
                    to.accept(withheld);
                }));
        SortedMap<Long, Anchor> named = new TreeMap<>();
        file.list("batches", to -> batches(batches, named, to));
        file.list("anchors", to -> anchors(named, to));
        file.list("keys", to -> {
            hub.forEach(to);
            keys.of(keyIds).forEach(known -> to.accept(Line.Key.of(known)));
        });
        file.list("receipts", to -> records.receipts(ticket, to::accept));
        if (records.hasOriginals(ticket)) {
            file.list("originals", to -> records.originals(ticket, to::accept));
        }
    }

    /** Their anchors are put into {@code named}. Batches come in order, so that each anchor's tree is made once. */
    private void batches(SortedSet<Long> batches, SortedMap<Long, Anchor> named, Consumer<Line> to) {
        @Nullable Anchor anchor = null;
        @Nullable HashTree tree = null;
        for (long batch : batches) {
            if (anchor == null || tree == null || batch > anchor.to()) {
                anchor = anchors.covering(batch).orElse(null);
                tree = anchor == null ? null : anchors.tree(anchor);
            }
            if (anchor == null || tree == null) {
                to.accept(new Line.Batch(batch, anchors.root(batch), null, null, List.of()));
            } else {
                int index = Math.toIntExact(batch - anchor.from());
                named.put(anchor.number(), anchor);
                to.accept(new Line.Batch(batch, anchors.root(batch), anchor.number(), index, tree.path(index)));
            }
        }
    }

    private void anchors(SortedMap<Long, Anchor> named, Consumer<Line> to) {
        if (named.isEmpty()) {
            return;
        }
        long number = named.firstKey();
        for (String statement : anchors.statements(named.firstKey(), named.lastKey())) {
            Anchor anchor = named.get(number++);
            to.accept(
                    anchor == null
                            ? new Line.Anchored(statement, null, null)
                            : new Line.Anchored(
                                    statement,
                                    VerifyKey.URL.encodeToString(anchor.token()),
                                    VerifyKey.URL.encodeToString(anchor.authority())));
        }
    }
}
