package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.spoke.link.RegistryCopy;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The members of the network as the desk sees them: their names, and who accepts tickets from us by agreement. */
@Component
public class Destinations {
    private final RegistryCopy registry;
    private final Tenant tenant;
    private final Clock clock;

    Destinations(RegistryCopy registry, Tenant tenant, Clock clock) {
        this.registry = registry;
        this.tenant = tenant;
        this.clock = clock;
    }

    /** Whom a ticket may be offered to, by name. */
    public List<Registry.Member> accepting() {
        return agreed(false);
    }

    /** Whom one might be offered to, were they not suspended for the time being. */
    public List<Registry.Member> suspended() {
        return agreed(true);
    }

    private List<Registry.Member> agreed(boolean suspended) {
        return registry.acceptingFrom(tenant.member(), clock.instant()).stream()
                .filter(m -> !m.code().equals(tenant.member()) && m.suspended() == suspended)
                .sorted(Comparator.comparing(Registry.Member::name))
                .toList();
    }

    /** The same for one ticket: of its category, not those that have passed it on already, but always the originator. */
    public List<Registry.Member> accepting(Ticket ticket, Timeline timeline) {
        List<MemberCode> visited = timeline.visited(ticket);
        return accepting().stream()
                .filter(m -> ticket.category() == null || accepts(m.code(), ticket.category()))
                .filter(m -> !visited.contains(m.code()) || ticket.isOriginatedBy(m.code()))
                .toList();
    }

    /** Whether {@code member} accepts tickets of {@code category} from us. */
    public boolean accepts(MemberCode member, String category) {
        return registry.mayHandOver(tenant.member(), member, category, clock.instant());
    }

    public boolean accepts(MemberCode member) {
        return accepting().stream().anyMatch(m -> m.code().equals(member));
    }

    /**
     * Who takes a call from us.
     *
     * @param only the categories that they lend us capacity for; empty where they take calls of all
     */
    public record Line(Registry.Member member, List<String> only) {}

    /** By name: who accepts tickets from us, and who lends us capacity. */
    public List<Line> takingCalls() {
        return onThisHub()
                .map(m -> new Line(m, accepts(m.code()) ? List.of() : lent(m.code())))
                .filter(line -> accepts(line.member().code()) || !line.only().isEmpty())
                .toList();
    }

    /** Whether an agreement allows a call about {@code category} to {@code member}. */
    public boolean takesCall(MemberCode member, String category) {
        return onThisHub().anyMatch(m -> m.code().equals(member))
                && (accepts(member) && accepts(member, category)
                        || registry.lends(member, tenant.member(), category, clock.instant()));
    }

    /** Calls do not pass between hubs (ST-751). */
    private Stream<Registry.Member> onThisHub() {
        return others().stream().filter(m -> m.via() == null);
    }

    private List<String> lent(MemberCode member) {
        return registry.current().categories().stream()
                .map(Registry.Category::code)
                .filter(category -> registry.lends(member, tenant.member(), category, clock.instant()))
                .toList();
    }

    /** Everybody but us who can take something, by name. */
    public List<Registry.Member> others() {
        return registry.current().members().stream()
                .filter(m -> !m.code().equals(tenant.member()) && !m.suspended())
                .sorted(Comparator.comparing(Registry.Member::name))
                .toList();
    }

    public String name(MemberCode member) {
        return member.equals(tenant.member()) ? tenant.name() : registry.name(member);
    }
}
