package io.snodo.hub.members.store;

import io.snodo.hub.members.Binding;
import io.snodo.messages.MemberCode;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How a member receives that does not receive by AMQP. */
@Entity
@Table(name = "member_binding")
class StoredBinding {
    @Id
    private String member;

    private String kind;
    private @Nullable String endpoint;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredBinding() {}

    StoredBinding(MemberCode member, Binding binding) {
        this.member = member.value();
        switch (binding) {
            case Binding.Amqp(), Binding.Via(var _) -> throw new IllegalArgumentException("nothing to keep");
            case Binding.RestPull() -> kind = "rest-pull";
            case Binding.RestPush(URI to) -> {
                kind = "rest-push";
                endpoint = to.toString();
            }
            case Binding.SoapPull() -> kind = "soap-pull";
            case Binding.SoapPush(URI to) -> {
                kind = "soap-push";
                endpoint = to.toString();
            }
        }
    }

    MemberCode member() {
        return new MemberCode(member);
    }

    Binding binding() {
        return switch (kind) {
            case "rest-pull" -> new Binding.RestPull();
            case "rest-push" -> new Binding.RestPush(URI.create(String.valueOf(endpoint)));
            case "soap-pull" -> new Binding.SoapPull();
            case "soap-push" -> new Binding.SoapPush(URI.create(String.valueOf(endpoint)));
            default -> throw new IllegalStateException("a binding that nobody knows: " + kind);
        };
    }
}
