package io.snodo.conformance.spoke.amqp;

import io.snodo.messages.Addresses;
import io.snodo.messages.MemberCode;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.jspecify.annotations.Nullable;

/** Lets in the spoke under test by its certificate, and the kit by a secret; a member does what ST-102 lets it do. */
final class Doorkeeper implements ActiveMQSecurityManager5 {
    private final MemberCode spoke;
    private final String secret;

    Doorkeeper(MemberCode spoke, String secret) {
        this.spoke = spoke;
        this.secret = secret;
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, String domain) {
        X509Certificate[] certificates = CertificateUtil.getCertsFromConnection(connection);
        if (certificates != null && certificates.length > 0) {
            return certificates[0].getSubjectX500Principal().getName().matches("(.*,)?CN=" + spoke.value() + "(,.*)?")
                    ? subject(spoke.value())
                    : null;
        }
        return secret.equals(password) ? subject("hub") : null;
    }

    private static Subject subject(String name) {
        Set<Principal> names = Set.of(new UserPrincipal(name));
        return new Subject(true, names, Set.of(), Set.of());
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType checkType, String address) {
        boolean kit = subject.getPrincipals().stream().anyMatch(p -> p.getName().equals("hub"));
        return kit
                || switch (checkType) {
                    case SEND -> address.equals(Addresses.TO_HUB);
                    case CONSUME, BROWSE -> address.split("::")[0].equals(Addresses.of(spoke));
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

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
