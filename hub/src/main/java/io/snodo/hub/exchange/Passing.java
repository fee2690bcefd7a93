package io.snodo.hub.exchange;

import io.snodo.hub.exchange.ledger.Passage;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.Message;
import io.snodo.messages.receipt.Stamp;
import java.util.ArrayList;
import java.util.List;

/** Messages between hubs as they are recorded. */
final class Passing {
    private Passing() {}

    static Passage.Carry carry(Checked.Fit fit, Carried carried, Stamp own, long delivery) {
        Message message = fit.message();
        return new Passage.Carry(
                message.from(),
                message.id(),
                fit.digest(),
                message.type(),
                message.ticket(),
                carried.record().sequence(),
                message.onBehalfOf() != null,
                fit.binding(),
                fit.jws(),
                message.hidden().size(),
                carried.home(),
                Json.MAPPER.writeValueAsString(carried.stamp()),
                own.leaf(),
                own.index(),
                own.path(),
                carried.recipient(),
                delivery,
                shown(fit));
    }

    private static List<Passage.Shown> shown(Checked.Fit fit) {
        List<Passage.Shown> shown = new ArrayList<>();
        for (Veiled each : fit.veiled()) {
            shown.add(new Passage.Shown(
                    fit.message().hidden().indexOf(each.field()),
                    each.field().readers(),
                    each.field().others(),
                    each.text()));
        }
        return shown;
    }

    static Passage.Pass pass(Checked.Fit fit, MemberCode hub, Stamp own) {
        Message message = fit.message();
        return new Passage.Pass(
                message.from(),
                message.id(),
                hub,
                fit.digest(),
                message.ticket(),
                fit.whole(),
                own.leaf(),
                own.index(),
                own.path());
    }
}
