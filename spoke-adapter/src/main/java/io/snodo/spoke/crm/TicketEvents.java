package io.snodo.spoke.crm;

import io.snodo.messages.Message;
import io.snodo.messages.MessageType.Subject;
import io.snodo.messages.body.Status;
import io.snodo.messages.body.TicketUnmerge;
import io.snodo.messages.receipt.Record;
import io.snodo.messages.refusal.Problem;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.spoke.bonds.Bond;
import io.snodo.spoke.bonds.Bonds;
import io.snodo.spoke.crm.LocalSystem.Applied;
import io.snodo.spoke.link.Addressee;
import io.snodo.spoke.link.Answer;
import org.springframework.stereotype.Component;

/** Hands a ticket's events to the local system, and keeps the bond with its case. */
@Component
class TicketEvents implements Addressee {
    private final LocalSystem system;
    private final Bonds bonds;

    TicketEvents(LocalSystem system, Bonds bonds) {
        this.system = system;
        this.bonds = bonds;
    }

    @Override
    public Subject subject() {
        return Subject.TICKET;
    }

    @Override
    public Answer deliver(Message message, Record record) {
        return switch (system.apply(message, record)) {
            case Applied.Done(String localId) -> {
                bonds.tie(message.requireTicket(), system.name(), localId);
                endWithTheTicket(message, record);
                yield new Answer.Taken();
            }
            case Applied.Rejected(RefusalCode code) -> new Answer.Rejected(code);
            case Applied.Later(String cause) -> new Answer.Later(cause);
        };
    }

    @Override
    public void recorded(Message own, Record record) {
        system.recorded(own, record);
        endWithTheTicket(own, record);
        if (own.content() instanceof TicketUnmerge) {
            bonds.of(own.requireTicket(), system.name())
                    .ifPresent(bond -> bonds.tie(bond.ticket(), bond.system(), bond.localId()));
        }
    }

    @Override
    public void refused(Message own, Problem problem) {
        system.refused(own, problem);
    }

    private void endWithTheTicket(Message message, Record record) {
        Status status = record.status();
        if (status != null && status.isFinal()) {
            bonds.of(message.requireTicket(), system.name())
                    .ifPresent(bond -> bonds.change(bond.ticket(), bond.system(), Bond.State.ENDED, status.wire()));
        }
    }
}
