package io.snodo.hub.identity.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.snodo.hub.identity.Office;
import io.snodo.hub.identity.Operators;
import io.snodo.messages.MemberCode;
import io.snodo.messages.seal.VerifyKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
     * @param member whom a member's administrator administers; absent for everybody else
     * @param secondFactor whether a code from a telephone is wanted too; it is, unless this says {@code false}
     * @param key the public key that its programs sign their calls with, as JWK; without one they cannot call
     */
    record Login(
            String username,
            String password,
            String name,
            List<ConsoleRole> roles,
            @Nullable MemberCode member,
            @JsonProperty("second-factor") @Nullable Boolean secondFactor,
            @Nullable Map<String, String> key) {
        Login {
            if (roles.size() != 1) {
                throw new IllegalArgumentException(
                        username + " must have one role, of " + List.of(ConsoleRole.values()));
            }
            roles.getFirst().held(username, member);
            if (!password.startsWith("{bcrypt}")) {
                throw new IllegalArgumentException("the password of " + username + " must be a {bcrypt} hash");
            }
        }

        private Optional<Operator> operator() {
            return Optional.ofNullable(key)
                    .map(jwk -> new Operator(
                            username, roles.stream().map(ConsoleRole::name).toList(), VerifyKey.ofJwk(jwk)));
        }

        private boolean wantsSecondFactor() {
            return secondFactor == null || secondFactor;
        }

        private Office office() {
            return roles.getFirst().held(username, member);
        }

        private UserDetails details() {
            return new ConsoleLogin(office(), password, wantsSecondFactor());
        }
    }

    static ConsoleOperators read(@Nullable Path file) {
        if (file == null || Files.notExists(file)) {
            LOG.warn("nobody can log in to the console; set snodo.operators to a file with logins");
            return new ConsoleOperators(List.of());
        }
        try {
            List<Login> logins = new YAMLMapper().readValue(file, new TypeReference<List<Login>>() {});
            logins.stream()
                    .filter(login -> !login.wantsSecondFactor())
                    .forEach(login -> LOG.warn(
                            "the password alone opens the console to operator={}, as second-factor: false in {} says",
                            login.username(),
                            file));
            return new ConsoleOperators(logins);
        } catch (JacksonException e) {
            throw new IllegalStateException("the logins in " + file + " cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public Optional<Operator> byKey(String keyId) {
        return Optional.ofNullable(byKey.get(keyId));
    }

    @Override
    public List<Account> accounts() {
        return operators.values().stream()
                .map(login -> new Account(login.office(), login.wantsSecondFactor()))
                .sorted(Comparator.comparing(account -> account.office().name()))
                .toList();
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
