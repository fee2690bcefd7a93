package io.snodo.conformance.spoke;

import io.snodo.conformance.seen.Event.What;
import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.seen.Seen;
import io.snodo.messages.Json;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the kit makes of what the spoke says, as the hub that a case wants it to be. */
final class Hearing implements Seat.Ear {
    private final Seen seen;
    private final Ledger ledger;
    private final SpokeGround ground;

    Hearing(Seen seen, Ledger ledger, SpokeGround ground) {
        this.seen = seen;
        this.ledger = ledger;
        this.ground = ground;
    }

    @Override
    public void heard(String jws, String odd) {
        SpokeGround.Manner now = ground.manner(); // a case that has seen this may change it before it is answered
        JsonNode envelope = Reads.payload(jws);
        UUID id = UUID.fromString(envelope.path("id").asString(new UUID(0, 0).toString()));
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("jws", jws);
        content.put("digest", Reads.digest(jws));
        content.set("envelope", envelope);
        if (!odd.isEmpty()) {
            content.put("odd", odd);
        }
        seen.note("spoke", "hub", What.SAID, id, null, content);
        String type = envelope.path("type").asString("");
        if (type.equals("receipt")) {
            envelope.path("body")
                    .path("entries")
                    .forEach(entry -> seen.note(
                            "spoke",
                            "hub",
                            What.RECEIPT,
                            UUID.fromString(entry.path("message").asString("")),
                            null,
                            entry));
            return;
        }
        try {
            answer(id, type, envelope, jws, now);
        } catch (Exception e) {
            throw new IllegalStateException("the kit cannot answer as a hub", e);
        }
    }

    @Override
    public void called(ObjectNode call) {
        seen.glance("spoke", "hub", What.CALLED, call);
    }

    @Override
    public void answered(int status, boolean ownCorrelation) {
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.put("binding", "rest").put("answered", status).put("ownCorrelation", ownCorrelation);
        seen.note("spoke", "hub", What.CALLED, null, null, content);
    }

    private void answer(UUID id, String type, JsonNode envelope, String jws, SpokeGround.Manner now) throws Exception {
        boolean greets = type.equals("member.hello");
        switch (greets ? SpokeGround.Manner.ANSWERS : now) {
            case ANSWERS -> {
                Stamp stamp = ledger.record(id, envelope, Reads.digest(jws));
                ObjectNode content = Json.MAPPER.createObjectNode();
                content.set("stamp", Json.MAPPER.valueToTree(stamp));
                seen.note("hub", "spoke", What.RECORDED, id, null, content);
                ground.seat().put(Json.MAPPER.writeValueAsBytes(new Frame.Receipts(List.of(stamp))), false);
                if (greets && envelope.path("body").path("registryVersion").longValue(0) != ground.registryVersion()) {
                    ground.tellRegistry();
                }
            }
            case BUSY -> refuse(id, Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(1)));
            case REFUSING -> refuse(id, Refusal.of(RefusalCode.TICKET_EXISTS));
            case SILENT -> {}
        }
    }

    private void refuse(UUID id, Refusal refusal) throws Exception {
        Frame.Refused frame = new Frame.Refused(id, null, refusal.problem(null));
        seen.note("hub", "spoke", What.REFUSED, id, null, Json.MAPPER.valueToTree(frame.problem()));
        ground.seat().put(Json.MAPPER.writeValueAsBytes(frame), false);
    }
}
