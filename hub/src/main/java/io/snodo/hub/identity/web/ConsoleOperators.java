package io.snodo.hub.identity.web;

import io.snodo.hub.identity.Operators;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Who may log in to the console, and whose programs may call, from {@code operators.yaml}; read once. */
final class ConsoleOperators implements UserDetailsService, Operators {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleOperators.class);

    private final Map<String, Login> operators;
    private final Map<String, Operator> byKey;

    private ConsoleOperators(List<Login> logins) {
        this.operators = logins.stream().collect(Collectors.toMap(Login::username, Function.identity()));
        this.byKey = logins.stream()
                .flatMap(login -> login.operator().stream())
                .collect(Collectors.toMap(operator -> operator.key().keyId(), Function.identity()));
    }

    /**
     * @param password a hash with its kind before it: {@code {bcrypt}…}
     * @param key the public key that its programs sign their calls with, as JWK; without one they cannot call
     */
    record Login(
            String username,
            String password,
            String name,
            List<String> roles,
            @Nullable Map<String, String> key) {
        Login {
            if (!password.startsWith("{bcrypt}")) {
                throw new IllegalArgumentException("the password of " + username + " must be a {bcrypt} hash");
            }
        }

        private Optional<Operator> operator() {
            return Optional.ofNullable(key).map(jwk -> new Operator(username, roles, VerifyKey.ofJwk(jwk)));
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
            return new ConsoleOperators(new YAMLMapper().readValue(file, new TypeReference<List<Login>>() {}));
        } catch (JacksonException e) {
            throw new IllegalStateException("the logins in " + file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Optional<Operator> byKey(String keyId) {
        return Optional.ofNullable(byKey.get(keyId));
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        Login operator = operators.get(username);
        if (operator == null) {
            throw new UsernameNotFoundException("no such login");
        }
        return operator.details(); // made anew, because Spring Security erases the password of the one it has used
    }
}
