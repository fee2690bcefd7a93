package io.snodo.hub;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snodo.hub.embedded.postgres.ReadyCluster;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.ActingAs;
import io.snodo.messages.MemberCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rooms that keep something, on a real PostgreSQL with its migrations and its row security, with stand-ins for the
 * exchange and the members. Not marked as a configuration, so that the hub itself does not find it.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan(basePackages = {"io.snodo.hub.embedded", "io.snodo.hub.overflow"})
@ComponentScan(
        basePackages = {
            "io.snodo.hub.embedded",
            "io.snodo.hub.tenancy",
            "io.snodo.hub.overflow",
            "io.snodo.hub.knowledge"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.artemis\\..*"))
public class StoresAlone {
    /** {@code settings} are {@code name=value}. */
    public static ConfigurableApplicationContext start(Path data, String... settings) {
        ReadyCluster.into(data, settings);
        return new SpringApplicationBuilder(StoresAlone.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=hub", "snodo.data=" + data)
                .properties(settings)
                .run("--snodo.data=" + data);
    }

    /** One transaction of the exchange's own kind, with {@code tenant} open in it. */
    public static <T> T during(ConfigurableApplicationContext hub, MemberCode tenant, Supplier<T> work) {
        TransactionTemplate transaction =
                new TransactionTemplate(new JdbcTransactionManager(hub.getBean(DataSource.class)));
        return transaction.execute(_ -> hub.getBean(ActingAs.class).during(tenant, work));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Exchange exchange() {
        return mock();
    }

    @Bean
    Members members() {
        Members members = mock();
        when(members.nameOf(any())).thenCallRealMethod();
        return members;
    }
}
