package io.snodo.hub.identity.web;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The file with the console's logins; without one nobody can log in. */
@ConfigurationProperties("snodo")
record OperatorsSettings(@Nullable Path operators) {}
