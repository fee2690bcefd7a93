package io.snodo.hub.enrolment;

import io.snodo.hub.embedded.IssuingAuthority;
import io.snodo.hub.evidence.HubCertificates;
import io.snodo.messages.enrolment.Enrolled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the hub is for somebody outside, and who vouches for it there. */
@Component
class HubAddresses {
    private final EnrolmentSettings settings;
    private final Environment environment;
    private final HubCertificates seals;
    private final IssuingAuthority members;

    HubAddresses(EnrolmentSettings settings, Environment environment, HubCertificates seals, IssuingAuthority members) {
        this.settings = settings;
        this.environment = environment;
        this.seals = seals;
        this.members = members;
    }

    URI api() {
        return url().resolve("/api/v1");
    }

    Enrolled.Hub told() {
        return new Enrolled.Hub(
                seals.all().stream().map(each -> base64(each.der())).toList(),
                broker().toString(),
                rest(),
                property("snodo.soap.address"),
                environment.getProperty("snodo.modi.audience", "hub"),
                api().toString(),
                url().resolve("/track").toString());
    }

    /** Those that vouch for {@link #api}, where not everybody trusts them. */
    List<String> vouchingForApi() {
        return settings.certificate() == null ? List.of() : ders(settings.certificate());
    }

    /** Those that vouch for the broker and the bindings. */
    List<String> vouching() {
        Set<String> all = new LinkedHashSet<>();
        Stream.of("snodo.broker.authority", "snodo.bindings.authority")
                .map(this::property)
                .flatMap(Stream::ofNullable)
                .map(Path::of)
                .filter(Files::isReadable)
                .forEach(file -> all.addAll(ders(file)));
        all.addAll(vouchingForApi());
        try {
            all.add(base64(members.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the authority's certificate cannot be written", e);
        }
        return List.copyOf(all);
    }

    private URI url() {
        return settings.url() == null
                ? URI.create("http://127.0.0.1:"
                        + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")))
                : settings.url();
    }

    private URI broker() {
        return settings.broker() == null
                ? URI.create("amqps://" + url().getHost() + ":" + environment.getProperty("snodo.broker.port", "5671"))
                : settings.broker();
    }

    private @Nullable String rest() {
        if (settings.rest() != null) {
            return settings.rest().toString();
        }
        String port = property("snodo.bindings.port");
        return port == null ? null : "https://" + url().getHost() + ":" + port + "/rest/staffetta/v1";
    }

    private @Nullable String property(String name) {
        String value = environment.getProperty(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static List<String> ders(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            List<String> found = new java.util.ArrayList<>();
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add(base64(each.getEncoded()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + pem + " cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalStateException("the file " + pem + " holds no certificates", e);
        }
    }

    static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
