package io.snodo.spoke.vocabulary;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the words once, at the start, so that a mistake in them is found then. */
@Configuration(proxyBeanMethods = false)
class VocabularyBeans {
    @Bean
    Vocabulary vocabulary(
            @Value("${snodo.network-vocabulary}") Path network, @Value("${snodo.tenant}") Path memberFolder)
            throws IOException {
        return Vocabulary.read(network, memberFolder);
    }
}
