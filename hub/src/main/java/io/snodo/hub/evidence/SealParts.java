package io.snodo.hub.evidence;

import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key with which the hub signs roots and speaks for itself. */
@Configuration(proxyBeanMethods = false)
class SealParts {
    @Bean
    SealKey hubSeal(SealSettings settings) throws IOException {
        return SealKey.read(settings.key(), VerifyKey.read(settings.certificate()));
    }
}
