package io.snodo.ops.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The settings that each process of a demonstration is started with. */
record Commands(DemoFolder folder, Ports ports, List<String> hub, List<String> spoke) {

    List<String> ofHub() {
        Path keys = folder.keys().resolve("hub");
        return with(
                hub,
                "server.port=" + ports.hub(),
                "snodo.data=" + folder.hub(),
                "snodo.tenants=" + folder.tenants(),
                "snodo.operators=" + folder.hub().resolve("operators.yaml"),
                "snodo.seal.key=" + keys.resolve("seal.key"),
                "snodo.seal.certificate=" + keys.resolve("seal.pem"),
                "snodo.broker.port=" + ports.broker(),
                "snodo.broker.certificate=" + keys.resolve("link.pem"),
                "snodo.broker.key=" + keys.resolve("link.key"),
                "snodo.broker.authority=" + folder.keys().resolve("authority.pem"),
                "snodo.overflow.pause=5s");
    }

    List<String> of(DemoMember member) {
        Path keys = folder.keys(member);
        Path data = folder.spoke(member);
        return with(
                spoke,
                "server.port=" + ports.of(member),
                "snodo.data=" + data,
                "snodo.tenant=" + folder.tenant(member),
                "snodo.network-vocabulary=" + folder.tenants().resolve("vocabulary.yaml"),
                "snodo.operators=" + data.resolve("operators.yaml"),
                "snodo.hub.url=amqps://127.0.0.1:" + ports.broker(),
                "snodo.hub.certificate=" + folder.keys().resolve("hub/seal.pem"),
                "snodo.seal.key=" + keys.resolve("seal.key"),
                "snodo.seal.certificate=" + keys.resolve("seal.pem"),
                "snodo.link.certificate=" + keys.resolve("link.pem"),
                "snodo.link.key=" + keys.resolve("link.key"),
                "snodo.link.authority=" + folder.keys().resolve("authority.pem"));
    }

    private static List<String> with(List<String> start, String... settings) {
        List<String> command = new ArrayList<>();
        // a session of its own: Ctrl-C at the terminal reaches the launcher, and the launcher ends them in order
        command.add("setsid");
        command.addAll(start);
        for (String setting : settings) {
            command.add("--" + setting);
        }
        return command;
    }
}
