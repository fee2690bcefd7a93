package io.snodo.hub.delivery.soap;

import io.snodo.envelopes.Signer;
import io.snodo.hub.delivery.Post;
import io.snodo.hub.identity.ClientTls;
import io.snodo.hub.identity.HubSignature;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client that calls members, where the bindings are served at all. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("snodo.bindings.port")
class SoapPostParts {
    @Bean
    Post soapPost(
            ClientTls tls,
            HubSignature signature,
            Clock clock,
            @Value("${snodo.delivery.push.connect:5s}") Duration connect,
            @Value("${snodo.delivery.push.answer:10s}") Duration answer) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls.context())
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new SoapPost(client, new Signer(signature.chain(), signature.key(), clock), answer);
    }
}
