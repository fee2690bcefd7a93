package io.snodo.hub.enrolment;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What members are told when they join.
 *
 * @param url where the hub is reached from outside, its path aside; this machine where nothing is said
 * @param broker where its broker is, {@code amqps://…}; the same host where nothing is said
 * @param rest its REST binding up to {@code /v1}; the same host where nothing is said
 * @param certificate PEM, of who vouches for {@code url} where that is nobody whom everybody trusts
 * @param renewalsWithin how long who was asked to renew before time may take until it is shown to the operator
 */
@ConfigurationProperties("snodo.enrolment")
record EnrolmentSettings(
        @Nullable URI url,
        @Nullable URI broker,
        @Nullable URI rest,
        @Nullable Path certificate,
        @DefaultValue("14d") Duration invitationsLast,
        @DefaultValue("180d") Duration certificatesLast,
        @DefaultValue("7d") Duration renewalsWithin) {
    private static final Duration LONGEST = Duration.ofDays(825);

    EnrolmentSettings {
        if (invitationsLast.isNegative() || invitationsLast.isZero()) {
            throw new IllegalArgumentException("snodo.enrolment.invitations-last must be longer than nothing");
        }
        if (certificatesLast.toSeconds() < 10 || certificatesLast.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("snodo.enrolment.certificates-last must be between 10s and 825d");
        }
        if (renewalsWithin.isNegative()) {
            throw new IllegalArgumentException("snodo.enrolment.renewals-within must not be negative");
        }
    }
}
