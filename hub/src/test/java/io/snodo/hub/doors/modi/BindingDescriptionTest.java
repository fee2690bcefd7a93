package io.snodo.hub.doors.modi;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.doors.rest.AttachmentsResource;
import io.snodo.hub.doors.rest.Description;
import io.snodo.hub.doors.rest.DescriptionContract;
import io.snodo.hub.doors.rest.StatusResource;
import io.snodo.messages.refusal.RefusalClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The REST binding's description. */
class BindingDescriptionTest extends DescriptionContract {
    static final Description PUBLISHED = Description.published(ModiParts.ROOT, "rest-binding.yaml");

    BindingDescriptionTest() {
        super(
                PUBLISHED,
                List.of(
                        StatusResource.class,
                        BindingDescription.class,
                        SubmissionsResource.class,
                        MailboxResource.class,
                        AttachmentsResource.class));
    }

    @Test
    void namesTheSameWordsAsTheProtocol() {
        assertThat(words("Problem", "/properties/class")).isEqualTo(wire(RefusalClass.values()));
        assertThat(words("Step", "/properties/level")).isEqualTo(Set.of("L2", "L3", "L4", "refused"));
    }

    @Test
    void saysWhatTheHubCalls() {
        assertThat(description.root().at("/paths/~1messages/post/callbacks").propertyNames())
                .containsExactly("outcome", "deliveries");
    }
}
