package io.snodo.conformance.spoke;

import io.snodo.conformance.Player.Unmet;
import io.snodo.messages.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Makes the spoke under test say something of its own: {@code POST driver/ACTION} with a JSON object. */
final class Driver {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI driver;

    Driver(URI driver) {
        this.driver = driver;
    }

    void drive(String action, Map<String, Object> about) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(driver.resolve(action))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(about)))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Unmet("the driver answers " + answer.statusCode() + " to " + action + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new Unmet("the driver does not answer: " + e.getMessage());
        }
    }
}
