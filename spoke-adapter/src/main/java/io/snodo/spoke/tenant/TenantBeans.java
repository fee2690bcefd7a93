package io.snodo.spoke.tenant;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the member's facts once, at the start. */
@Configuration(proxyBeanMethods = false)
class TenantBeans {
    @Bean
    Tenant tenant(@Value("${snodo.tenant}") Path folder) throws IOException {
        return Tenant.read(folder);
    }
}
