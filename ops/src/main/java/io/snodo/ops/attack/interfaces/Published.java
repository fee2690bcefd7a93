package io.snodo.ops.attack.interfaces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything of this network that is described somewhere. */
public record Published(
        List<Operation> api,
        List<Operation> rest,
        List<Operation> callbacks,
        List<Operation> soap,
        List<Operation> pages,
        List<Operation> desk,
        AsyncApi broker) {
    public static final String API = "/api/v1";
    public static final String REST = "/rest/staffetta/v1";
    public static final String SOAP = "/soap/staffetta/v1";

    /** {@code specification} is the folder of that name. */
    public static Published in(Path specification) throws IOException {
        OpenApi rest = OpenApi.of(specification.resolve("rest-binding.yaml"));
        return new Published(
                OpenApi.of(specification.resolve("openapi.yaml")).operations(Door.JSON_API, API),
                rest.operations(Door.REST, REST),
                rest.callbacks(Door.CALLBACK),
                Wsdl.of(specification.resolve("soap/staffetta.wsdl")).operations(Door.SOAP, "HubBinding", SOAP),
                Routes.of("io.snodo.hub", path -> path.startsWith("/console") ? Door.CONSOLE : Door.CITIZENS),
                Routes.of("io.snodo.spoke", _ -> Door.DESK),
                AsyncApi.of(specification.resolve("asyncapi.yaml")));
    }

    /** How many operations there are, and addresses of the broker for one member. */
    public int size() {
        return api.size()
                + rest.size()
                + callbacks.size()
                + soap.size()
                + pages.size()
                + desk.size()
                + broker.addresses(List.of("c_a000")).size();
    }
}
