package io.snodo.hub.members;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The tenants folder; without one the hub goes by what its database knows, as a further node does. */
@ConfigurationProperties("snodo")
record TenantsSettings(@Nullable Path tenants) {}
