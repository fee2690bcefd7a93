package io.snodo.hub.members.store;

import io.snodo.hub.members.Limits;
import io.snodo.messages.MemberCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What was agreed with a member on how much it may take of the hub. */
@Entity
@Table(name = "member_limits")
class StoredLimits {
    @Id
    private String member;

    @Column(name = "per_second")
    private @Nullable Integer perSecond;

    private @Nullable Integer burst;
    private @Nullable Integer connections;

    @Column(name = "message_size")
    private @Nullable Long messageSize;

    private @Nullable Long waiting;
    private @Nullable Long storage;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredLimits() {}

    StoredLimits(MemberCode member, Limits agreed) {
        this.member = member.value();
        perSecond = agreed.rate() == null ? null : agreed.rate().perSecond();
        burst = agreed.rate() == null ? null : agreed.rate().burst();
        connections = agreed.connections();
        messageSize = octets(agreed.messageSize());
        waiting = octets(agreed.waiting());
        storage = octets(agreed.storage());
    }

    MemberCode member() {
        return new MemberCode(member);
    }

    Limits limits() {
        Limits.Rate rate = perSecond == null || burst == null ? null : new Limits.Rate(perSecond, burst);
        return new Limits(rate, connections, size(messageSize), size(waiting), size(storage));
    }

    private static @Nullable Long octets(@Nullable DataSize size) {
        return size == null ? null : size.toBytes();
    }

    private static @Nullable DataSize size(@Nullable Long octets) {
        return octets == null ? null : DataSize.ofBytes(octets);
    }
}
