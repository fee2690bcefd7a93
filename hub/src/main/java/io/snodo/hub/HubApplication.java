package io.snodo.hub;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The hub's process. Its settings are in {@code hub.yaml}, so that hub and spoke can share a class path. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {
    public static void main(String[] args) {
        application().run(args);
    }

    /** The application as it is started everywhere, tests and benchmark included. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(HubApplication.class);
        application.setDefaultProperties(java.util.Map.of("spring.config.name", "hub"));
        return application;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
