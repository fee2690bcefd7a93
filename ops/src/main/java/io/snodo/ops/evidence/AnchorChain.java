package io.snodo.ops.evidence;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The anchors of the file: statements that follow each other, and the time-stamps over those that are named. */
final class AnchorChain {
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final Map<Long, Link> links = new LinkedHashMap<>();

    /** {@code stamp} is absent where the statement is only a link between two others. */
    record Link(
            long number,
            long from,
            long to,
            String root,
            @Nullable TimeStamp stamp) {}

    /** {@code trusted}, from outside the file, is the only authority believed (ST-332). */
    AnchorChain(List<EvidenceFile.Anchor> anchors, @Nullable X509Certificate trusted) {
        Link before = null;
        String statement = null;
        for (EvidenceFile.Anchor anchor : anchors) {
            long place = links.size() + 1L;
            JsonNode said = Recorded.json(Octets.utf8(anchor.statement()), "ST-326", "anchor_unreadable", place);
            long number = said.path("anchor").asLong(0);
            String previous =
                    said.path("previous").isString() ? said.path("previous").asString() : null;
            String expected = statement == null ? null : Octets.encode(Octets.sha256(Octets.utf8(statement)));
            long from = said.path("from").asLong(0);
            long to = said.path("to").asLong(0);
            if (from < 1
                    || to < from
                    || (number == 1) != (previous == null)
                    || (number == 1 && from != 1)
                    || (before != null
                            && (number != before.number() + 1
                                    || from != before.to() + 1
                                    || !String.valueOf(expected).equals(previous)))) {
                throw new Flaw("ST-326", "anchors_not_chained", number);
            }
            before = new Link(number, from, to, said.path("root").asString(""), stamp(anchor, number, trusted));
            statement = anchor.statement();
            links.put(number, before);
        }
    }

    private static @Nullable TimeStamp stamp(
            EvidenceFile.Anchor anchor, long number, @Nullable X509Certificate trusted) {
        if (anchor.token() == null || anchor.authority() == null) {
            return null;
        }
        try {
            X509Certificate authority = KeyRing.certificate(Octets.decode(anchor.authority()));
            if (trusted != null && !trusted.equals(authority)) {
                throw new Flaw("ST-332", "authority_is_another", number);
            }
            return TimeStamp.of(
                    Octets.decode(anchor.token()), Octets.sha256(Octets.utf8(anchor.statement())), authority, number);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Flaw("ST-327", "token_unreadable", number);
        }
    }

    /** The time-stamp of {@code root}'s batch, if it is anchored; its place in the anchor is checked (ST-326). */
    @Nullable
    TimeStamp over(SignedRoot root) {
        EvidenceFile.Batch listed = root.listed();
        if (listed.anchor() == null || listed.index() == null) {
            return null;
        }
        Link link = links.get(listed.anchor());
        if (link == null || link.stamp() == null) {
            throw new Flaw("ST-326", "anchor_missing", root.batch(), listed.anchor());
        }
        String reached = "";
        try {
            reached =
                    Tree.root(Tree.leafHash(listed.root()), listed.index(), link.to() - link.from() + 1, listed.path());
        } catch (IllegalArgumentException e) {
            // said below
        }
        if (!reached.equals(link.root()) || link.from() + listed.index() != root.batch()) {
            throw new Flaw("ST-326", "batch_not_in_anchor", root.batch(), listed.anchor());
        }
        if (link.stamp().at().plus(CLOCKS_APART).isBefore(root.at())) {
            throw new Flaw("ST-327", "stamped_before_it_was", root.batch(), listed.anchor());
        }
        return link.stamp();
    }

    List<TimeStamp> stamps() {
        List<TimeStamp> stamps = new ArrayList<>();
        for (Link link : links.values()) {
            if (link.stamp() != null) {
                stamps.add(link.stamp());
            }
        }
        return stamps;
    }
}
