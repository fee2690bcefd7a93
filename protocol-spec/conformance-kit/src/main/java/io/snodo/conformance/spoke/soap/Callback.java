package io.snodo.conformance.spoke.soap;

import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Request;
import io.snodo.conformance.soap.Xml;
import io.snodo.conformance.spoke.Seat;
import io.snodo.messages.Json;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.XmlLimits;
import io.snodo.messages.xml.XmlReader;
import io.snodo.messages.xml.XmlReading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.node.ObjectNode;

/** Calls the spoke at its endpoint, one call after the other, each until it is taken. */
final class Callback implements AutoCloseable {
    private static final int TIMES = 20;

    private final URI endpoint;
    private final Composing composing;
    private final Seat.Ear ear;
    private final HttpClient client;
    private volatile boolean away;
    private final ExecutorService lane =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    Callback(URI endpoint, SSLContext link, Composing composing, Seat.Ear ear) {
        this.endpoint = endpoint;
        this.composing = composing;
        this.ear = ear;
        this.client = HttpClient.newBuilder()
                .sslContext(link)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** While the hub is gone it calls nobody. */
    void away(boolean gone) {
        away = gone;
    }

    void deliver(String page) {
        lane.execute(() -> call("deliver", UUID.randomUUID().toString(), page));
    }

    void tell(String correlation, String result) {
        lane.execute(() -> call("tell", correlation, result));
    }

    private void call(String operation, String correlation, String content) {
        String payload = "<s:" + operation + ">" + content + "</s:" + operation + ">";
        try {
            for (int i = 0; i < TIMES; i++) {
                while (away) {
                    Thread.sleep(100);
                }
                if (isTaken(operation, correlation, payload)) {
                    return;
                }
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTaken(String operation, String correlation, String payload) throws InterruptedException {
        Request request =
                composing.compose(new Composing.Wanted(endpoint.toString(), payload, null, correlation, List.of()));
        HttpRequest http = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", request.contentType())
                .header("SOAPAction", "\"" + Names.STAFFETTA + ":" + operation + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.octets()))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(http, HttpResponse.BodyHandlers.ofByteArray());
            note(operation, correlation, answer);
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false; // away, or too slow
        }
    }

    private void note(String operation, String correlation, HttpResponse<byte[]> answer) {
        ObjectNode seen = Json.MAPPER.createObjectNode();
        seen.put("binding", "soap");
        seen.put("brought", operation);
        seen.put("status", answer.statusCode());
        seen.put("correlation", correlation);
        if (XmlReader.read(answer.body(), XmlLimits.SOAP) instanceof XmlReading.Plain(var envelope)) {
            seen.put(
                    "acknowledges",
                    Xml.first(envelope, Names.STAFFETTA, "X-Correlation-ID")
                            .map(Xml::text)
                            .orElse(""));
            seen.put(
                    "operation",
                    Xml.first(envelope, "http://schemas.xmlsoap.org/soap/envelope/", "Body")
                            .flatMap(body -> Xml.children(body).stream().findFirst())
                            .map(each -> String.valueOf(each.getLocalName()))
                            .orElse(""));
        }
        seen.put("text", new String(answer.body(), StandardCharsets.UTF_8));
        ear.called(seen);
    }

    @Override
    public void close() {
        lane.shutdownNow();
        client.shutdownNow();
    }
}
