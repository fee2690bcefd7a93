package io.snodo.spoke;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A spoke's process. Its settings are in {@code spoke.yaml}, so that hub and spoke can share a class path. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SpokeApplication {
    public static void main(String[] args) {
        application().run(args);
    }

    /** The application as it is started everywhere, tests and benchmark included. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SpokeApplication.class);
        application.setDefaultProperties(java.util.Map.of("spring.config.name", "spoke"));
        return application;
    }
}
