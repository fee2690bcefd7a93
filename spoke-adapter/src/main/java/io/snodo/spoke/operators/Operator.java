package io.snodo.spoke.operators;

import java.util.List;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** A person with a login at this desk, as the session knows them. */
public class Operator extends User {
    private final String displayName;

    Operator(String username, String password, String displayName, List<String> roles) {
        super(
                username,
                password,
                roles.stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList());
        this.displayName = displayName;
    }

    /** As colleagues call them. */
    public String displayName() {
        return displayName;
    }
}
