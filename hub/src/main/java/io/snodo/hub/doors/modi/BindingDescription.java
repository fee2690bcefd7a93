package io.snodo.hub.doors.modi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The binding's own description (OpenAPI 3.0), the very file of the specification; open to every member. */
@Component
@Path("/openapi.yaml")
@Produces("application/yaml") // RFC 9512
public class BindingDescription {

    @GET
    public byte[] description() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/staffetta/rest-binding.yaml")) {
            return Objects.requireNonNull(in, "the description is part of the messages jar")
                    .readAllBytes();
        }
    }
}
