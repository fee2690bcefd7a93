package io.snodo.hub.embedded.authority;

import io.snodo.hub.embedded.DataFolder;
import io.snodo.hub.embedded.IssuingAuthority;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The authority as the rest of the hub finds it. */
@Configuration(proxyBeanMethods = false)
class AuthorityParts {
    @Bean
    IssuingAuthority issuingAuthority(AuthoritySettings settings, DataFolder folder, Clock clock) {
        return settings.certificate() == null || settings.key() == null
                ? AuthorityFiles.in(folder.path().resolve("authority")).readOrMake(clock)
                : new AuthorityFiles(settings.certificate(), settings.key()).read();
    }
}
