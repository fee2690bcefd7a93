package io.snodo.hub.tenancy;

import io.snodo.hub.embedded.FurtherDatabases;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The databases that members' own data can be in: the first, and those of {@code snodo.databases}. */
@Component
class MemberDatabases implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDatabases.class);

    private final JdbcClient first;
    private final Map<String, OpenDatabase> others = new TreeMap<>();

    MemberDatabases(FurtherDatabases further, JdbcClient first) {
        this.first = first;
        Opening opening = new Opening(first);
        try {
            further.all().forEach(each -> others.put(each.name(), opening.open(each)));
        } catch (RuntimeException e) {
            destroy();
            throw e;
        }
    }

    boolean has(String name) {
        return name.equals(Home.FIRST) || others.containsKey(name);
    }

    boolean isAlone() {
        return others.isEmpty();
    }

    /** Fails at once where it is known to be away. */
    JdbcClient client(String name) {
        if (name.equals(Home.FIRST)) {
            return first;
        }
        OpenDatabase other = others.get(name);
        if (other == null || other.isAway()) {
            throw new DatabaseAway(name, null);
        }
        return other.client();
    }

    void suspect(String name) {
        OpenDatabase other = others.get(name);
        if (other != null) {
            other.look();
        }
    }

    List<String> away() {
        return others.values().stream()
                .filter(OpenDatabase::isAway)
                .map(OpenDatabase::name)
                .toList();
    }

    Set<String> besidesTheFirst() {
        return others.keySet();
    }

    /** One that is away holds up no other; the first comes last, for what it throws is thrown on. */
    void each(Consumer<JdbcClient> work) {
        for (String name : others.keySet()) {
            try {
                work.accept(client(name));
            } catch (DataAccessException e) {
                LOG.warn(
                        "database passed over for now database={} cause={}",
                        name,
                        e.getClass().getSimpleName());
            }
        }
        work.accept(first);
    }

    @Scheduled(fixedDelayString = "${snodo.tenancy.look:PT5S}")
    void look() {
        others.values().forEach(OpenDatabase::look);
    }

    @Override
    public void destroy() {
        others.values().forEach(OpenDatabase::close);
    }
}
