package io.snodo.ops.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that the processes of a demonstration are started with, {@code name=value}; without time-stamps too. */
public record Settings(
        DemoFolder folder, Ports ports, @Nullable URI timeStamps) {

    public List<String> hub() {
        Path keys = folder.keys().resolve("hub");
        return List.of(
                "server.port=" + ports.hub(),
                "snodo.data=" + folder.hub(),
                "snodo.tenants=" + folder.tenants(),
                "snodo.operators=" + folder.hub().resolve("operators.yaml"),
                "snodo.operators.four-eyes=false",
                "snodo.seal.key=" + keys.resolve("seal.key"),
                "snodo.seal.certificate=" + keys.resolve("seal.pem"),
                "snodo.broker.port=" + ports.broker(),
                "snodo.broker.certificate=" + keys.resolve("link.pem"),
                "snodo.broker.key=" + keys.resolve("link.key"),
                "snodo.broker.authority=" + folder.keys().resolve("authority.pem"),
                "snodo.bindings.port=" + ports.bindings(),
                "snodo.bindings.certificate=" + keys.resolve("link.pem"),
                "snodo.bindings.key=" + keys.resolve("link.key"),
                "snodo.bindings.authority=" + folder.keys().resolve("authority.pem"),
                "snodo.bindings.signature.certificate=" + keys.resolve("signature.pem"),
                "snodo.bindings.signature.key=" + keys.resolve("signature.key"),
                "snodo.soap.address=" + soap(),
                "snodo.anchor.authority=" + (timeStamps == null ? "" : timeStamps),
                "snodo.anchor.certificate=" + folder.keys().resolve("authority.pem"),
                // a demonstration has no minutes to wait
                "snodo.anchor.every=10s",
                "snodo.overflow.pause=5s");
    }

    public List<String> of(DemoMember member) {
        return of(member, member.binding());
    }

    /** As a member that receives another way than in the demonstration. */
    public List<String> of(DemoMember member, String binding) {
        Path keys = folder.keys(member);
        Path data = folder.spoke(member);
        List<String> settings = new ArrayList<>(List.of(
                "server.port=" + ports.of(member),
                "snodo.data=" + data,
                "snodo.tenant=" + folder.tenant(member),
                "snodo.network-vocabulary=" + folder.tenants().resolve("vocabulary.yaml"),
                "snodo.operators=" + data.resolve("operators.yaml"),
                "snodo.tracking.url=http://127.0.0.1:" + ports.hub() + "/track",
                "snodo.attachments.hub=http://127.0.0.1:" + ports.hub() + "/api/v1",
                "snodo.hub.url=amqps://127.0.0.1:" + ports.broker(),
                "snodo.hub.certificate=" + folder.keys().resolve("hub/seal.pem"),
                "snodo.seal.key=" + keys.resolve("seal.key"),
                "snodo.seal.certificate=" + keys.resolve("seal.pem"),
                "snodo.encryption.key=" + keys.resolve("encrypt.key"),
                "snodo.encryption.certificate=" + keys.resolve("encrypt.pem"),
                "snodo.link.certificate=" + keys.resolve("link.pem"),
                "snodo.link.key=" + keys.resolve("link.key"),
                "snodo.link.authority=" + folder.keys().resolve("authority.pem"),
                "snodo.link.binding=" + binding));
        if (binding.startsWith("rest-")) {
            settings.add("snodo.rest.url=https://127.0.0.1:" + ports.bindings() + "/rest/staffetta/v1");
            settings.add("snodo.rest.signature.certificate=" + keys.resolve("signature.pem"));
            settings.add("snodo.rest.signature.key=" + keys.resolve("signature.key"));
        }
        if (binding.equals("rest-push")) {
            settings.add("snodo.rest.listen.port=" + ports.endpoint());
            settings.add("snodo.rest.listen.url=" + endpoint(ports));
        }
        if (binding.startsWith("soap-")) {
            settings.add("snodo.soap.url=" + soap());
            settings.add("snodo.soap.signature.certificate=" + keys.resolve("signature.pem"));
            settings.add("snodo.soap.signature.key=" + keys.resolve("signature.key"));
        }
        if (binding.equals("soap-push")) {
            settings.add("snodo.soap.listen.port=" + ports.endpoint());
            settings.add("snodo.soap.listen.url=" + endpoint(ports));
        }
        return settings;
    }

    /** What the network has given out as the hub's address: envelopes are addressed to it. */
    private URI soap() {
        return URI.create("https://localhost:" + ports.bindings() + "/soap/staffetta/v1");
    }

    /** Where the hub calls the member that is called. */
    public static URI endpoint(Ports ports) {
        return URI.create("https://127.0.0.1:" + ports.endpoint() + "/staffetta");
    }
}
