package io.snodo.hub.members;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Changes who belongs while the hub runs: what the tenants folder says, planned first and applied then. */
@Component
public class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final RegistryKeeper keeper;
    private final RosterWatch watch;

    Registrar(RegistryKeeper keeper, RosterWatch watch) {
        this.keeper = keeper;
        this.watch = watch;
    }

    /**
     * What {@link #apply} would change now; empty if nothing.
     *
     * @throws io.snodo.hub.members.folder.TenantsUnusable with a sentence that names the file and what is wrong with it
     */
    public List<Change> plan() {
        return keeper.differing()
                .map(wanted -> Difference.between(keeper.known(), wanted))
                .orElse(List.of());
    }

    /** Makes the registry what the folder says; this node goes by it when this returns, the others within a second. */
    public List<Change> apply() {
        Optional<Roster> wanted = keeper.differing();
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Change> changes = Difference.between(keeper.known(), wanted.get());
        keeper.become(wanted.get());
        watch.look();
        LOG.info("registry applied changes={}", changes.size());
        return changes;
    }

    /**
     * Tells the members of the newest version, if nobody has: {@code telling} does it and says whether it went well; other
     * nodes wait for it. False if it was not told now.
     */
    public boolean tell(BooleanSupplier telling) {
        return keeper.tell(telling);
    }
}
