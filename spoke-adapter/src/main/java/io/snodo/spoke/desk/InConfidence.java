package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.NoteAdd;
import io.snodo.messages.body.TicketOpen;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.confidential.Disclosure;
import io.snodo.spoke.link.Confidences;
import io.snodo.spoke.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What of a ticket was told in confidence, and whether this member may read it. */
@Component
public class InConfidence {
    private final Confidences confidences;
    private final Tenant tenant;

    InConfidence(Confidences confidences, Tenant tenant) {
        this.confidences = confidences;
        this.tenant = tenant;
    }

    /**
     * As a page shows it.
     *
     * @param said whether anything was told in confidence at all
     * @param person who asks, as it was told last; null if this member may not know
     * @param readers the members that the originator has told, as their keys say
     * @param tellable the parties that do not and can be told, where it is for this member to tell
     * @param keyless the parties that cannot be told: they have no key
     */
    public record Seen(
            boolean said,
            Disclosure.@Nullable Person person,
            Set<MemberCode> readers,
            List<MemberCode> tellable,
            List<MemberCode> keyless) {}

    public Seen of(Ticket ticket, Timeline timeline) {
        Disclosure.Person person = null;
        Set<MemberCode> readers = new TreeSet<>();
        boolean said = false;
        for (TicketEvent event : timeline.events()) {
            JsonNode jwe = confidential(event).orElse(null);
            if (jwe != null && event.standing() != TicketEvent.Standing.REFUSED) {
                said = true;
                Disclosure told =
                        confidences.read(jwe, event.message(), ticket.number()).orElse(null);
                if (told != null && told.person() != null) {
                    person = told.person();
                }
                // what others say, or what is no word on who has asked, lets nobody know
                if (ticket.isOriginatedBy(event.by()) && (told == null || told.person() != null)) {
                    readers.addAll(confidences.readers(jwe));
                }
            }
        }
        boolean ours = ticket.contact() != null
                && ticket.isOriginatedBy(tenant.member())
                && !ticket.status().isFinal();
        List<MemberCode> ignorant = timeline.parties(ticket).stream()
                .filter(party -> ours && !party.equals(tenant.member()) && !readers.contains(party))
                .toList();
        return new Seen(
                said,
                person,
                readers,
                ignorant.stream().filter(confidences::canRead).toList(),
                ignorant.stream().filter(party -> !confidences.canRead(party)).toList());
    }

    private static Optional<JsonNode> confidential(TicketEvent event) {
        return switch (event.content()) {
            case TicketOpen open -> Optional.ofNullable(open.confidential());
            case TicketUpdate update -> Optional.ofNullable(update.confidential());
            case NoteAdd note -> Optional.ofNullable(note.confidential());
            default -> Optional.empty(); // nothing else has room for it
        };
    }
}
