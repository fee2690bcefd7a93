package io.snodo.spoke.operators;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The people of this desk and their logins, from {@code operators.yaml}, read once; a change wants a restart. */
public class Operators implements UserDetailsService {
    private static final Set<String> ROLES = Set.of("OPERATOR", "VALIDATOR", "ADMINISTRATOR");

    record Entry(String username, String password, String name, List<String> roles) {
        Entry {
            if (!password.startsWith("{bcrypt}")) {
                throw new IllegalArgumentException("the password of " + username + " must be given as {bcrypt}…");
            }
            if (!ROLES.containsAll(roles)) {
                throw new IllegalArgumentException("the roles of " + username + " must be of " + ROLES);
            }
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();

    Operators(Path file) throws IOException {
        try {
            for (Entry entry : new YAMLMapper().readValue(file.toFile(), new TypeReference<List<Entry>>() {})) {
                entries.put(entry.username(), entry);
            }
        } catch (JacksonException e) {
            throw new IOException("not a list of operators: " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** How colleagues call who has this login; empty if nobody has it any more. */
    public Optional<String> displayName(String username) {
        return Optional.ofNullable(entries.get(username)).map(Entry::name);
    }

    @Override
    public Operator loadUserByUsername(String username) {
        Entry entry = entries.get(username);
        if (entry == null) {
            throw new UsernameNotFoundException("no operator of that name");
        }
        // a new one each time, because the framework wipes the password of the one it has checked
        return new Operator(entry.username(), entry.password(), entry.name(), entry.roles());
    }
}
