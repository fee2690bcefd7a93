package io.snodo.hub.members.folder;

import io.snodo.hub.members.Binding;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code binding} of a {@code tenant.yaml}: how the member receives, and where, if it is called. */
record Receiving(String kind, @Nullable URI endpoint) {
    Receiving {
        binding(kind, endpoint);
    }

    Binding binding() {
        return binding(kind, endpoint);
    }

    private static Binding binding(@Nullable String kind, @Nullable URI endpoint) {
        return switch (String.valueOf(kind)) {
            case "amqp" -> without(endpoint, Binding.AMQP);
            case "rest-pull" -> without(endpoint, new Binding.RestPull());
            case "rest-push" -> new Binding.RestPush(required(endpoint));
            case "soap-pull" -> without(endpoint, new Binding.SoapPull());
            case "soap-push" -> new Binding.SoapPush(required(endpoint));
            default ->
                throw new IllegalArgumentException(
                        "binding.kind must be amqp, rest-pull, rest-push, soap-pull or soap-push");
        };
    }

    private static Binding without(@Nullable URI endpoint, Binding binding) {
        if (endpoint != null) {
            throw new IllegalArgumentException("binding.endpoint is for members that the hub calls");
        }
        return binding;
    }

    private static URI required(@Nullable URI endpoint) {
        if (endpoint == null) {
            throw new IllegalArgumentException("binding.endpoint is missing");
        }
        return endpoint;
    }
}
