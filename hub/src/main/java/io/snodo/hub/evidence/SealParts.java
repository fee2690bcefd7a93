package io.snodo.hub.evidence;

import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    HubCertificates hubCertificates(SealSettings settings) throws IOException, CertificateException {
        Map<String, HubCertificates.Certified> byKey = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(settings.former());
        files.addFirst(settings.certificate());
        for (Path file : files) {
            HubCertificates.Certified certified = new HubCertificates.Certified(VerifyKey.read(file), der(file));
            byKey.putIfAbsent(certified.key().keyId(), certified);
        }
        return new HubCertificates(List.copyOf(byKey.values()));
    }

    private static byte[] der(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
        }
    }
}
