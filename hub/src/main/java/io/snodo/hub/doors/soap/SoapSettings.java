package io.snodo.hub.doors.soap;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SOAP door. Without an address it stays shut.
 *
 * @param address what members call it by; envelopes must be addressed to it (wsa:To)
 * @param patience in which an envelope must have come to its end
 */
@ConfigurationProperties("snodo.soap")
record SoapSettings(
        @Nullable URI address, @DefaultValue("30s") Duration patience) {}
