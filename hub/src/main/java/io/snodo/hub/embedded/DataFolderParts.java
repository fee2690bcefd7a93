package io.snodo.hub.embedded;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The data folder, open as long as the hub runs. */
@Configuration(proxyBeanMethods = false)
class DataFolderParts {
    @Bean
    DataFolder dataFolder(DataFolderSettings settings) {
        return DataFolder.open(settings.data());
    }
}
