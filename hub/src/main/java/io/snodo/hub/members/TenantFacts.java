package io.snodo.hub.members;

import io.snodo.hub.members.folder.TenantsFolder;
import io.snodo.messages.MemberCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the tenants folder knows of a member that its spoke has to know too, so that nobody types it again. */
@Component
public class TenantFacts {
    private final TenantsSettings settings;

    TenantFacts(TenantsSettings settings) {
        this.settings = settings;
    }

    /**
     * @param tenant the member's own
     * @param vocabulary the network's
     */
    public record Facts(JsonNode tenant, JsonNode vocabulary) {}

    public Facts of(MemberCode member) {
        if (settings.tenants() == null || settings.tenants().toString().isEmpty()) {
            throw new TenantsUnusable(
                    "This node has no tenants folder to take a member's facts from; invite at the one that has.");
        }
        TenantsFolder folder = new TenantsFolder(settings.tenants());
        return new Facts(folder.facts(member), folder.vocabulary());
    }
}
