package io.snodo.spoke.desk;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.TicketUpdate;
import io.snodo.messages.body.TicketUpdate.Clearable;
import io.snodo.messages.body.TicketUpdate.Patch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Corrects what the desk knows a ticket to be about. */
final class TicketFacts {
    private TicketFacts() {}

    /** Before the ticket's own sequence grows; what came late corrects nothing. */
    static void correct(JdbcClient jdbc, TicketNumber number, TicketUpdate update, long sequence) {
        Patch set = update.set() == null ? new Patch(null, null, null, null) : update.set();
        jdbc.sql("""
                        update ticket set subject = coalesce(:subject, subject), category = coalesce(:category, category),
                               territory = case when :noTerritory then null else coalesce(:territory, territory) end,
                               due = case when :noDue then null else due end
                        where number = :number and sequence < :sequence""")
                .param("subject", set.subject())
                .param("category", set.category())
                .param("territory", set.territory())
                .param("noTerritory", update.clears(Clearable.TERRITORY))
                .param("noDue", update.clears(Clearable.DUE))
                .param("number", number.value())
                .param("sequence", sequence)
                .update();
    }
}
