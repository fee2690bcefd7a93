package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.members.Change;
import io.snodo.hub.members.Life;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.TenantsUnusable;
import io.snodo.messages.MemberCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * An operator makes the registry what the tenants folder says: what was planned, and nothing else. Where somebody would be
 * no member any more by it, it takes {@link FourEyes}.
 */
@Component
public class FolderApplication {
    private final Registrar registrar;
    private final Members members;
    private final Trail trail;
    private final FourEyes fourEyes;

    FolderApplication(Registrar registrar, Members members, Trail trail, FourEyes fourEyes) {
        this.registrar = registrar;
        this.members = members;
        this.trail = trail;
        this.fourEyes = fourEyes;
    }

    /** What came of it. */
    public enum Outcome {
        @JsonProperty("applied")
        APPLIED,
        /** It waits for a second operator, because somebody would be no member any more. */
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("nothing_to_change")
        NOTHING_TO_CHANGE,
        /** The folder, or the registry, is otherwise than when it was planned. */
        @JsonProperty("plan_outdated")
        PLAN_OUTDATED,
        @JsonProperty("folder_at_fault")
        FOLDER_AT_FAULT
    }

    /** @param version of the registry that the hub goes by now */
    public record Applied(
            Outcome outcome,
            long version,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Plan.Line> changes,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Plan.Fault> faults) {}

    public Plan plan() {
        try {
            return Plan.of(registrar.plan());
        } catch (TenantsUnusable e) {
            return Plan.of(e);
        }
    }

    /** {@code planned} is the {@link Plan#plan()} that {@code operator} has seen. */
    public synchronized Applied apply(String operator, String planned) {
        try {
            Consent consent = new Consent(operator, planned);
            List<Change> made =
                    registrar.apply(operator, consent::isGiven, changes -> trace(operator, changes, consent.said()));
            return applied(consent.outcome(made), consent.plan);
        } catch (TenantsUnusable e) {
            trail.note(
                    operator, Act.Kind.APPLY, null, Phrase.of(Phrase.Kind.FOLDER_AT_FAULT), null, Act.Result.REFUSED);
            return applied(Outcome.FOLDER_AT_FAULT, Plan.of(e));
        }
    }

    /** Whether that plan is still the one, and has as many operators as it takes. */
    private final class Consent {
        private final String operator;
        private final String planned;
        private Plan plan = Plan.of(List.of());
        private boolean grave;
        private Optional<String> first = Optional.empty();

        Consent(String operator, String planned) {
            this.operator = operator;
            this.planned = planned;
        }

        boolean isGiven(List<Change> changes) {
            plan = Plan.of(changes);
            grave = takesAway(changes);
            if (!isAsPlanned()) {
                trail.note(
                        operator, Act.Kind.APPLY, null, Phrase.of(Phrase.Kind.PLAN_OUTDATED), null, Act.Result.REFUSED);
                return false;
            }
            if (grave && fourEyes.areWanted()) {
                first = fourEyes.askedBefore(operator, planned);
                return first.isPresent();
            }
            return true;
        }

        Outcome outcome(List<Change> made) {
            if (!isAsPlanned()) {
                return Outcome.PLAN_OUTDATED;
            }
            return plan.changes().isEmpty()
                    ? Outcome.NOTHING_TO_CHANGE
                    : made.isEmpty() ? Outcome.ASKED : Outcome.APPLIED;
        }

        private boolean isAsPlanned() {
            return plan.plan().equals(planned);
        }

        Phrase said() {
            String changes = Integer.toString(plan.changes().size());
            return first.map(other -> Phrase.of(Phrase.Kind.APPLIED_AS_ASKED, planned, changes, other))
                    .orElseGet(() ->
                            Phrase.of(grave ? Phrase.Kind.APPLIED_BY_ONE : Phrase.Kind.APPLIED, planned, changes));
        }
    }

    private Applied applied(Outcome outcome, Plan plan) {
        return new Applied(outcome, members.registry().version(), plan.changes(), plan.faults());
    }

    /** Who has only been invited has nothing to lose yet. */
    private boolean takesAway(List<Change> changes) {
        Map<MemberCode, Life> lives = registrar.lives();
        return changes.stream()
                .filter(change -> change.kind() == Change.Kind.LEAVES)
                .map(change -> lives.get(change.about()))
                .anyMatch(life -> life == null || life.state() != Life.State.INVITED);
    }

    /** By whom they are about, so that each member finds its own. */
    private void trace(String operator, List<Change> made, Phrase said) {
        Map<MemberCode, List<String>> lines = new LinkedHashMap<>();
        made.forEach(change -> lines.computeIfAbsent(change.about(), _ -> new ArrayList<>())
                .add(Plan.Line.of(change).words()));
        lines.forEach((about, words) -> {
            for (int from = 0; from < words.size(); from += Trail.MOST_GIVEN) {
                List<String> some = words.subList(from, Math.min(words.size(), from + Trail.MOST_GIVEN));
                trail.note(
                        operator,
                        Act.Kind.APPLY,
                        about.equals(MemberCode.HUB) ? null : about,
                        new Phrase(Phrase.Kind.CHANGES, some),
                        null,
                        Act.Result.DONE);
            }
        });
        trail.note(operator, Act.Kind.APPLY, null, said, null, Act.Result.DONE);
    }
}
