package io.snodo.hub.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.dsl.SourcePollingChannelAdapterSpec;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** From what is committed to the members' addresses: due, put, settled, by one thread and in order. */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
class DeliveryFlow {
    private final Lanes lanes;
    private final Outlet outlet;

    DeliveryFlow(Lanes lanes, Outlet outlet) {
        this.lanes = lanes;
        this.outlet = outlet;
    }

    @Bean
    IntegrationFlow deliveries(@Qualifier("deliveryThread") ThreadPoolTaskScheduler deliveryThread) {
        return IntegrationFlow.fromSupplier(lanes::due, source -> polled(source, deliveryThread))
                .<Turn, Turn.Result>transform(outlet::put)
                .handle(Turn.Result.class, this::settle)
                .get();
    }

    private static void polled(SourcePollingChannelAdapterSpec source, ThreadPoolTaskScheduler thread) {
        source.poller(Pollers.fixedDelay(1).maxMessagesPerPoll(1))
                .taskScheduler(thread)
                .phase(0)
                .id("deliveriesDue");
    }

    private @Nullable Object settle(Turn.Result result, Object headers) {
        lanes.settled(result);
        return null;
    }

    /** Nobody else's: whoever asks for a scheduler without naming this one does not get it. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler deliveryThread() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(1);
        scheduler.setThreadNamePrefix("delivery-");
        return scheduler;
    }
}
