package io.snodo.spoke.load;

import io.snodo.spoke.link.Asides;
import io.snodo.spoke.link.Link;
import io.snodo.spoke.tenant.Tenant;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Watches the queue where there is one to watch. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LoadBeans {
    @Bean
    QueueWatch queueWatch(Workload workload, Tenant tenant, Link link, Asides asides, Clock clock) {
        return new QueueWatch(workload, tenant, link, asides, clock);
    }
}
