package io.snodo.hub.members.store;

import io.snodo.hub.members.Attaching;
import io.snodo.messages.MemberCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What was agreed with a member on its attachments. */
@Entity
@Table(name = "member_attaching")
class StoredAttaching {
    @Id
    private String member;

    @Column(name = "max_size")
    private @Nullable Long maxSize;

    private String @Nullable [] types;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredAttaching() {}

    StoredAttaching(MemberCode member, Attaching agreed) {
        this.member = member.value();
        maxSize = agreed.maxSize() == null ? null : agreed.maxSize().toBytes();
        types = agreed.types() == null ? null : agreed.types().toArray(String[]::new);
    }

    MemberCode member() {
        return new MemberCode(member);
    }

    Attaching attaching() {
        return new Attaching(maxSize == null ? null : DataSize.ofBytes(maxSize), types == null ? null : Set.of(types));
    }
}
