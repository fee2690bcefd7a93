package io.snodo.ops.operator;

import io.snodo.messages.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The hubs next to the hub, what they have found at fault, and its way on again. */
final class Hubs {
    private static final int TOGETHER = 200;

    private final HubCalls hub;
    private final Typed typed;

    Hubs(HubCalls hub, Typed typed) {
        this.hub = hub;
        this.typed = typed;
    }

    int run(ToIntBiFunction<JsonNode, List<String>> shown) throws CannotDo {
        if (typed.command().equals("hubs")) {
            typed.nothingPlain();
            JsonNode hubs = hub.get("/hubs");
            JsonNode parked = hub.get("/hubs/parked");
            JsonNode both = Json.MAPPER
                    .createObjectNode()
                    .set("hubs", hubs.path("items"))
                    .set("parked", parked.path("items"));
            return shown.applyAsInt(both, Words.hubs(both));
        }
        ArrayNode again = Json.MAPPER.createArrayNode();
        ArrayNode not = Json.MAPPER.createArrayNode();
        List<Long> ids = ids();
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            JsonNode done = hub.post(
                    "/hubs/redelivery", Map.of("messages", ids.subList(from, Math.min(from + TOGETHER, ids.size()))));
            done.path("again").forEach(again::add);
            done.path("notParked").forEach(not::add);
        }
        JsonNode all = Json.MAPPER.createObjectNode().set("again", again).set("notParked", not);
        return shown.applyAsInt(
                all,
                List.of("On their way again: " + again.size() + " of " + ids.size()
                        + (not.isEmpty() ? "." : "; not parked any more: " + not + ".")));
    }

    private List<Long> ids() throws CannotDo {
        if (typed.flags().contains("--all")) {
            typed.nothingPlain();
            return all();
        }
        if (typed.plain().isEmpty()) {
            throw CannotDo.typed("which message? Its number stands in ops/snodo hubs; or say --all");
        }
        List<Long> ids = new ArrayList<>();
        for (String id : typed.plain()) {
            if (!id.matches("[0-9]{1,18}")) {
                throw CannotDo.typed(id + " is no number of ops/snodo hubs");
            }
            ids.add(Long.valueOf(id));
        }
        return ids;
    }

    /** Page by page, as they are when this begins. */
    private List<Long> all() throws CannotDo {
        List<Long> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = hub.get("/hubs/parked" + next);
            page.path("items").forEach(each -> ids.add(each.path("id").asLong(0)));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        if (ids.isEmpty()) {
            throw CannotDo.refused("no other hub has found anything at fault");
        }
        return ids;
    }
}
