package io.snodo.ops.attack.ground;

import io.snodo.ops.attack.database.Database;
import java.io.IOException;
import java.sql.SQLException;

/** Where others' deliveries stand in the hub's order: no interface says it, so it is looked up. */
public record DeliveriesSown(Database database) {
    public void note(Identifiers identifiers, String recipient) throws SQLException, IOException {
        for (String position : database.deliveries(recipient, 2)) {
            identifiers.foreign(Kind.DELIVERY, position);
        }
    }
}
