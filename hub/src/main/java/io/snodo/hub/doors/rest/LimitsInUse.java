package io.snodo.hub.doors.rest;

import io.snodo.hub.attachments.Storage;
import io.snodo.hub.embedded.BrokerUse;
import io.snodo.hub.identity.CallRates;
import io.snodo.hub.identity.CallsAtOnce;
import io.snodo.hub.members.Members;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How much of its limits a member uses now, at this node; of an external broker nothing is known. */
@Component
class LimitsInUse {
    private final Members members;
    private final CallRates rates;
    private final CallsAtOnce atOnce;
    private final Storage storage;
    private final ObjectProvider<BrokerUse> broker;

    LimitsInUse(
            Members members, CallRates rates, CallsAtOnce atOnce, Storage storage, ObjectProvider<BrokerUse> broker) {
        this.members = members;
        this.rates = rates;
        this.atOnce = atOnce;
        this.storage = storage;
        this.broker = broker;
    }

    /** @param perSecond by how much there is room again, where that is so */
    record Use(String limit, long used, long most, @Nullable Integer perSecond) {}

    List<Use> of(MemberCode member) {
        List<Use> all = new ArrayList<>();
        CallRates.Left calls = rates.left(member);
        all.add(new Use("calls", calls.burst() - calls.remaining(), calls.burst(), calls.perSecond()));
        all.add(new Use("calls_at_once", atOnce.now(member), atOnce.most(member), null));
        BrokerUse embedded = broker.getIfAvailable();
        if (embedded != null) {
            BrokerUse.Use use = embedded.of(member);
            all.add(new Use("messages", use.burst() - use.left(), use.burst(), use.perSecond()));
            all.add(new Use("connections", use.connections(), use.mostConnections(), null));
            all.add(new Use("waiting", use.octets(), use.mostOctets(), null));
        }
        DataSize size = members.limits(member).messageSize();
        all.add(new Use("message_size", 0, size == null ? Json.MAX_MESSAGE_BYTES : size.toBytes(), null));
        all.add(new Use(
                "storage", storage.takenBy(member), storage.quotaOf(member).toBytes(), null));
        return all;
    }
}
