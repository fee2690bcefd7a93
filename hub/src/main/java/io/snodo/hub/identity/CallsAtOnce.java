package io.snodo.hub.identity;

import io.snodo.hub.members.Limits;
import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How many calls of each member are under way over HTTP, on all of its doors together; each hub node counts for itself. */
@Component
public class CallsAtOnce {
    private final Map<MemberCode, Integer> underWay = new ConcurrentHashMap<>();
    private final AtOnceSettings settings;
    private final Function<MemberCode, Limits> agreed;

    @Autowired
    CallsAtOnce(AtOnceSettings settings, Members members) {
        this(settings, members::limits);
    }

    CallsAtOnce(AtOnceSettings settings, Function<MemberCode, Limits> agreed) {
        this.settings = settings;
        this.agreed = agreed;
    }

    /** Whether one more may be under way; then {@link #end} has to follow. */
    public boolean begin(MemberCode member) {
        boolean[] begun = {false};
        underWay.compute(member, (_, now) -> {
            int before = now == null ? 0 : now;
            begun[0] = before < most(member);
            return begun[0] ? Integer.valueOf(before + 1) : now;
        });
        return begun[0];
    }

    public void end(MemberCode member) {
        underWay.computeIfPresent(member, (_, now) -> now == 1 ? null : now - 1);
    }

    public int now(MemberCode member) {
        return underWay.getOrDefault(member, 0);
    }

    public int most(MemberCode member) {
        Integer own = agreed.apply(member).connections();
        return own == null ? settings.atOnce() : own;
    }
}
