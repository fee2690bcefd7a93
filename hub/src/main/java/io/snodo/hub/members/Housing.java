package io.snodo.hub.members;

import io.snodo.hub.tenancy.Home;
import io.snodo.hub.tenancy.Homes;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the folder says of each member the database that its own data is in: a word alone moves nothing. */
final class Housing {
    private final Map<MemberCode, Home> now;
    private final Homes homes;

    Housing(Homes homes) {
        this.homes = homes;
        this.now = homes.read();
    }

    /** A sentence each. */
    List<String> faults(Roster folder) {
        List<String> faults = new ArrayList<>();
        for (Registry.Member member : folder.registry().members()) {
            String wanted = folder.databases().getOrDefault(member.code(), Home.FIRST);
            Home home = now.getOrDefault(member.code(), Home.in(Home.FIRST));
            if (!homes.has(wanted)) {
                faults.add("The tenant.yaml of " + member.code() + " says database: " + wanted
                        + ", and there is no snodo.databases." + wanted + ".");
            } else if (!wanted.equals(home.name()) && (home.isMoving() || homes.hasAnything(member.code()))) {
                faults.add("The tenant.yaml of " + member.code() + " says that its data is in " + wanted
                        + ", and it is in " + home.name() + ": say database: " + home.name()
                        + " there, or, while it is suspended, move it by ops/snodo move-database " + member.code()
                        + " --to " + wanted + ".");
            }
        }
        return faults;
    }
}
