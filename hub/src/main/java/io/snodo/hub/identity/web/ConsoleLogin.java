package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Office;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Who has shown the password of an account; where a second factor is wanted, he holds no right but to show that. */
final class ConsoleLogin extends User implements Office.Held {
    private static final long serialVersionUID = 1;

    /** Of who has shown the first factor and not the second. */
    static final String HALFWAY = "HALFWAY";

    private final transient Office office;
    private final transient List<GrantedAuthority> rights;

    ConsoleLogin(Office office, String password, boolean secondFactor) {
        super(office.name(), password, secondFactor ? List.of(new SimpleGrantedAuthority(HALFWAY)) : rights(office));
        this.office = office;
        this.rights = rights(office);
    }

    @Override
    public Office office() {
        return office;
    }

    /** What he may do once he has shown all that is wanted. */
    Collection<GrantedAuthority> rights() {
        return rights;
    }

    static List<GrantedAuthority> rights(Office office) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + ConsoleRole.of(office)));
    }
}
