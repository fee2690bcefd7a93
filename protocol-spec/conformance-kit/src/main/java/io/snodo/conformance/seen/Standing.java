package io.snodo.conformance.seen;

import io.snodo.messages.seal.VerifyKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is held against every event of a run, whichever case it belongs to; and so in front of every hub, or spoke. */
public final class Standing {

    /** One rule that holds always. Called with one event after the other, by one thread at a time. */
    public interface Rule {
        /** In words, for the report. */
        String title();

        /** The MUSTs that are seen to be kept while no flaw is found. */
        Set<String> shows();

        /** What is wrong with {@code event}; empty if nothing is. */
        Optional<String> flaw(Event event);

        /** What is wrong with the whole, when no more will come. */
        default List<String> atTheEnd() {
            return List.of();
        }
    }

    /** A rule that was broken, and by what. */
    public record Flaw(Rule rule, long event, String what) {}

    private final List<Rule> rules;
    private final List<Flaw> flaws = new ArrayList<>();

    public Standing(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What holds for everything that a hub with this key says, as far as it needs no certificate. */
    public static List<Rule> ofHub(VerifyKey hub) {
        return ofHub(hub, null);
    }

    /** {@code signature} is what the hub signs tokens and envelopes with, where it is known. */
    public static List<Rule> ofHub(VerifyKey hub, @Nullable X509Certificate signature) {
        return List.of(
                new StampsHold(hub),
                new RootsFollow(hub),
                new RecordsAgree(),
                new SequencesGrow(),
                new OneOwner(),
                new CarriedAsItIs(),
                new KeptToItself(),
                new RefusalsPublished(),
                new FramesWellFormed(),
                new SealedOnBehalf(),
                new EnvelopesSigned(signature),
                new RestAnswers(signature),
                new RestCalls(signature));
    }

    /** What holds for everything that a spoke says, as far as it needs no certificate. */
    public static List<Rule> ofSpoke(Map<String, VerifyKey> spoke, String code, String prefix) {
        return ofSpoke(spoke, code, prefix, null);
    }

    /** {@code signature} is what the spoke signs tokens and envelopes with, where it is known. */
    public static List<Rule> ofSpoke(
            Map<String, VerifyKey> spoke, String code, String prefix, @Nullable X509Certificate signature) {
        return List.of(
                new SpokeSeals(spoke, code),
                new SpokeWrites(prefix),
                new SpokeRepeats(),
                new SpokeAcknowledges(),
                new SpokeEnvelopes(signature));
    }

    public synchronized void look(Event event) {
        for (Rule rule : rules) {
            rule.flaw(event).ifPresent(what -> flaws.add(new Flaw(rule, event.number(), what)));
        }
    }

    public synchronized void end() {
        for (Rule rule : rules) {
            rule.atTheEnd().forEach(what -> flaws.add(new Flaw(rule, 0, what)));
        }
    }

    public List<Rule> rules() {
        return rules;
    }

    public synchronized List<Flaw> flaws() {
        return List.copyOf(flaws);
    }
}
