package io.snodo.hub.tenancy;

import io.snodo.messages.MemberCode;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tenancy twice: the open tenant becomes Hibernate's tenant id and the database's row security setting. */
@Configuration(proxyBeanMethods = false)
class TenancyParts {
    @Bean
    static BeanPostProcessor tenantOnEveryConnection() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof TenantDataSource)
                        ? new TenantDataSource(pool)
                        : bean;
            }
        };
    }

    @Bean
    HibernatePropertiesCustomizer tenantOfHibernate() {
        return properties ->
                properties.putAll(Map.of(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new OpenTenant()));
    }

    private static final class OpenTenant implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return CurrentTenant.get().map(MemberCode::value).orElse(""); // Hibernate takes no null
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return true;
        }
    }
}
