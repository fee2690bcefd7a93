package io.snodo.spoke.crm.desk;

import io.snodo.messages.Message;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.spoke.crm.LocalSystem;
import io.snodo.spoke.desk.ApplyTicketEvent;
import io.snodo.spoke.desk.OpenTicket;
import org.springframework.stereotype.Component;

/** The built-in desk behind the same port as every other CRM; its own id of a ticket is the ticket's number. */
@Component
class DeskLocalSystem implements LocalSystem {
    private final ApplyTicketEvent tickets;

    DeskLocalSystem(ApplyTicketEvent tickets) {
        this.tickets = tickets;
    }

    @Override
    public String name() {
        return OpenTicket.LOCAL_SYSTEM;
    }

    @Override
    public Applied apply(Message message, Record record) {
        tickets.recorded(message, record);
        return tickets.has(message)
                ? new Applied.Done(message.requireTicket().value())
                : new Applied.Later("the desk has not kept what was written");
    }

    @Override
    public void recorded(Message own, Record record) {
        tickets.recorded(own, record);
    }

    @Override
    public void refused(Message own, Problem problem) {
        tickets.refused(own, problem.code());
    }
}
