package io.snodo.spoke.store;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the store at everybody's disposal; whoever joins one transaction joins one commit. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataFolder.class)
class StoreBeans {
    @Bean
    Store store(DataFolder folder) {
        return Store.open(folder.data());
    }

    @Bean
    DataSource dataSource(Store store) {
        return store.dataSource();
    }

    @Bean
    JdbcClient jdbcClient(Store store) {
        return store.jdbc();
    }

    @Bean
    JdbcTransactionManager transactionManager(Store store) {
        return store.transactionManager();
    }

    @Bean
    TransactionTemplate transactionTemplate(Store store) {
        return store.transaction();
    }
}
