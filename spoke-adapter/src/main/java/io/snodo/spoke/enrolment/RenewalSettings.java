package io.snodo.spoke.enrolment;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where new certificates come from; written by {@code join}. Who has got its certificates another way has none of this.
 *
 * @param hub its JSON API, up to {@code /v1}
 * @param keys the folder with our keys and certificates
 * @param every how often it is looked whether one is due, and whether the hub asks for new ones before
 * @param before how long before its end one is; a third of its life, where nothing is said
 */
@ConfigurationProperties("snodo.enrolment")
record RenewalSettings(
        URI hub,
        Path keys,
        @DefaultValue("15m") Duration every,
        @Nullable Duration before) {}
