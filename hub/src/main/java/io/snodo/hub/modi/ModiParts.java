package io.snodo.hub.modi;

import io.snodo.hub.identity.HubSignature;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The hub signs only where the bindings are served. */
@Configuration(proxyBeanMethods = false)
class ModiParts {
    @Bean
    @ConditionalOnProperty("snodo.bindings.port")
    HubTokens hubTokens(HubSignature signature, ModiSettings settings, Clock clock) {
        return new HubTokens(signature, settings, clock);
    }
}
