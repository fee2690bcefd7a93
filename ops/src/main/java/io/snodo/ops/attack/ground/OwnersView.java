package io.snodo.ops.attack.ground;

import io.snodo.messages.TicketNumber;
import java.util.List;

/** What the owners of the seeded tickets see of them; if it changes, somebody has done something. */
public record OwnersView(Party one, Party other, List<TicketNumber> tickets) {
    public String now() {
        StringBuilder seen = new StringBuilder();
        for (TicketNumber ticket : tickets) {
            seen.append(one.see("/tickets/" + ticket).text()).append('\n');
        }
        String first = "/tickets/" + tickets.getFirst();
        return seen.append(other.see(first).text())
                .append('\n')
                .append(one.see(first + "/attachments").text())
                .append('\n')
                .toString();
    }
}
