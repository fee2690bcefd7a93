package io.snodo.hub.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the hub keeps its data. */
@ConfigurationProperties("snodo")
record DataFolderSettings(@DefaultValue("data") Path data) {}
