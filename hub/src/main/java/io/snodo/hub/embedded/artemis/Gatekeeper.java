package io.snodo.hub.embedded.artemis;

import io.snodo.hub.embedded.Admission;
import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import io.snodo.messages.enrolment.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may do what on the broker. A member is who its certificate says; it may send to the hub and read what is meant
 * for it, and nothing else. The hub itself comes in by a secret that exists only in this process.
 */
final class Gatekeeper implements ActiveMQSecurityManager5 {
    static final String HUB = MemberCode.HUB.value();
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);

    private final Admission admission;
    private final String secret;

    Gatekeeper(Admission admission, String secret) {
        this.admission = admission;
        this.secret = secret;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, String domain) {
        Optional<X509Certificate> certificate = Shown.on(connection);
        if (certificate.isPresent()) {
            return admission
                    .bearer(certificate.get(), Purpose.LINK)
                    .filter(this::admitted)
                    .map(Gatekeeper::subject)
                    .orElse(null);
        }
        return HUB.equals(user) && isSecret(password)
                ? new Subject(true, Set.of(new HubPrincipal()), Set.of(), Set.of())
                : null;
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType checkType, String address) {
        if (!subject.getPrincipals(HubPrincipal.class).isEmpty()) {
            return true;
        }
        return subject.getPrincipals(UserPrincipal.class).stream()
                .anyMatch(member -> mayUse(new MemberCode(member.getName()), checkType, address));
    }

    /** {@code address} may be written {@code address::queue}; then both have to be its own. */
    private static boolean mayUse(MemberCode member, CheckType checkType, String address) {
        return switch (checkType) {
            case SEND -> address.equals(Addresses.TO_HUB);
            case CONSUME, BROWSE -> Arrays.stream(address.split("::", -1)).allMatch(Addresses.of(member)::equals);
            case CREATE_ADDRESS,
                    DELETE_ADDRESS,
                    CREATE_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE,
                    MANAGE,
                    VIEW,
                    EDIT -> false;
        };
    }

    private boolean admitted(MemberCode member) {
        boolean admitted = !member.equals(MemberCode.HUB) && admission.admits(member);
        if (!admitted) {
            LOG.warn("connection refused tenant={} binding=amqp", member);
        }
        return admitted;
    }

    private static Subject subject(MemberCode member) {
        return new Subject(true, Set.of(new UserPrincipal(member.value())), Set.of(), Set.of());
    }

    private boolean isSecret(@Nullable String password) {
        return password != null
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Never asked, because the fifth version of the interface is implemented. */
    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }

    /** Only this process makes one; a certificate that says "hub" does not. */
    private static final class HubPrincipal extends UserPrincipal {
        HubPrincipal() {
            super(HUB);
        }
    }
}
