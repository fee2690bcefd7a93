package io.snodo.hub.evidence;

import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key with which the hub signs roots and speaks for itself. */
@Configuration(proxyBeanMethods = false)
class SealParts {
    @Bean
    SealKey hubSeal(SealSettings settings) throws IOException {
        return SealKey.read(settings.key(), VerifyKey.read(settings.certificate()));
    }

    @Bean
    HubCertificate hubCertificate(SealSettings settings) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(settings.certificate())) {
            return new HubCertificate(CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded());
        }
    }
}
