package io.snodo.hub.operators;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.members.Change;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.hub.members.TenantsUnusable;
import java.util.List;
import org.springframework.stereotype.Component;

/** An operator makes the registry what the tenants folder says: what was planned, and nothing else. */
@Component
public class FolderApplication {
    private final Registrar registrar;
    private final Members members;
    private final Trail trail;

    FolderApplication(Registrar registrar, Members members, Trail trail) {
        this.registrar = registrar;
        this.members = members;
        this.trail = trail;
    }

    /** What came of it. */
    public enum Outcome {
        @JsonProperty("applied")
        APPLIED,
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
            Plan plan = Plan.of(registrar.plan());
            if (!plan.plan().equals(planned)) {
                trail.note(
                        operator, Act.Kind.APPLY, null, Phrase.of(Phrase.Kind.PLAN_OUTDATED), null, Act.Result.REFUSED);
                return applied(Outcome.PLAN_OUTDATED, plan);
            }
            List<Change> changes = registrar.apply(
                    operator, made -> trail.note(operator, Act.Kind.APPLY, null, words(made), null, Act.Result.DONE));
            return applied(changes.isEmpty() ? Outcome.NOTHING_TO_CHANGE : Outcome.APPLIED, Plan.of(changes));
        } catch (TenantsUnusable e) {
            Plan plan = Plan.of(e);
            trail.note(
                    operator, Act.Kind.APPLY, null, Phrase.of(Phrase.Kind.FOLDER_AT_FAULT), null, Act.Result.REFUSED);
            return applied(Outcome.FOLDER_AT_FAULT, plan);
        }
    }

    private Applied applied(Outcome outcome, Plan plan) {
        return new Applied(outcome, members.registry().version(), plan.changes(), plan.faults());
    }

    private static Phrase words(List<Change> changes) {
        return new Phrase(
                Phrase.Kind.CHANGES,
                changes.stream().map(Plan.Line::of).map(Plan.Line::words).toList());
    }
}
