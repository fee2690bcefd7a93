package io.snodo.hub;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The hub's process. Its settings are in {@code hub.yaml}, so that hub and spoke can share a class path. */
// by their full names, so that a room need not know what another calls its own
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
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
