package io.snodo.spoke.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Completes a renewal that a process before this one has begun to take, before anybody reads the keys. */
public final class FinishRenewal implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String keys = context.getEnvironment().getProperty("snodo.enrolment.keys");
        if (keys != null) {
            try {
                new NextKeys(new KeyFiles(Path.of(keys))).finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
