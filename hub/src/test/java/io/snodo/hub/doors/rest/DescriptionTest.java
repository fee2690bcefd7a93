package io.snodo.hub.doors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.hub.attachments.Reason;
import io.snodo.hub.attachments.State;
import io.snodo.hub.members.Change;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.FolderApplication;
import io.snodo.hub.operators.Standing;
import io.snodo.messages.body.Audience;
import io.snodo.messages.body.Outcome;
import io.snodo.messages.body.Status;
import io.snodo.messages.refusal.RefusalClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JSON API's description. */
class DescriptionTest extends DescriptionContract {
    DescriptionTest() {
        super(
                Description.published(),
                List.of(
                        StatusResource.class,
                        DescriptionResource.class,
                        MembersResource.class,
                        TicketsResource.class,
                        EvidenceResource.class,
                        MessagesResource.class,
                        AttachmentsResource.class,
                        OperatorResource.class,
                        OperatedMembersResource.class,
                        DatabaseMovesResource.class,
                        NeighboursResource.class,
                        EnrolmentResource.class,
                        CertificatesResource.class,
                        EnrollingResource.class,
                        RenewalResource.class,
                        DeparturesResource.class,
                        ExportResource.class));
    }

    @Test
    void namesTheSameWordsAsTheProtocol() {
        assertThat(words("TicketStatus", "")).isEqualTo(wire(Status.values()));
        assertThat(words("Outcome", "")).isEqualTo(wire(Outcome.values()));
        assertThat(words("Event", "/properties/audience")).isEqualTo(wire(Audience.values()));
        assertThat(words("Attachment", "/properties/state")).isEqualTo(wire(State.values()));
        assertThat(words("Attachment", "/properties/reason")).isEqualTo(wire(Reason.values()));
        assertThat(words("Act", "/properties/kind")).isEqualTo(wire(Act.Kind.values()));
        assertThat(words("Act", "/properties/result")).isEqualTo(wire(Act.Result.values()));
        assertThat(words("PlanLine", "/properties/kind")).isEqualTo(wire(Change.Kind.values()));
        assertThat(words("Applied", "/properties/outcome")).isEqualTo(wire(FolderApplication.Outcome.values()));
        assertThat(words("Standing", "/properties/state")).isEqualTo(wire(Standing.State.values()));
        assertThat(words("Problem", "/properties/class")).isEqualTo(wire(RefusalClass.values()));
    }
}
