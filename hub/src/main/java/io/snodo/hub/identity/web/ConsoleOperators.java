package io.snodo.hub.identity.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who may log in to the console, from {@code operators.yaml}; read once. */
final class ConsoleOperators implements UserDetailsService {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleOperators.class);

    private final Map<String, Operator> operators;

    private ConsoleOperators(List<Operator> operators) {
        this.operators = operators.stream().collect(Collectors.toMap(Operator::username, Function.identity()));
    }

    /** {@code password} is a hash with its kind before it: {@code {bcrypt}…}. */
    record Operator(String username, String password, String name, List<String> roles) {
        Operator {
            if (!password.startsWith("{bcrypt}")) {
                throw new IllegalArgumentException("the password of " + username + " must be a {bcrypt} hash");
            }
        }

        private UserDetails details() {
            return User.withUsername(username)
                    .password(password)
                    .roles(roles.toArray(String[]::new))
                    .build();
        }
    }

    static ConsoleOperators read(@Nullable Path file) {
        if (file == null || Files.notExists(file)) {
            LOG.warn("nobody can log in to the console; set snodo.operators to a file with logins");
            return new ConsoleOperators(List.of());
        }
        try {
            return new ConsoleOperators(new YAMLMapper().readValue(file, new TypeReference<List<Operator>>() {}));
        } catch (JacksonException e) {
            throw new IllegalStateException("the logins in " + file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        Operator operator = operators.get(username);
        if (operator == null) {
            throw new UsernameNotFoundException("no such login");
        }
        return operator.details(); // made anew, because Spring Security erases the password of the one it has used
    }
}
