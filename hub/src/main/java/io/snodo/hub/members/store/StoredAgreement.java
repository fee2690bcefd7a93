package io.snodo.hub.members.store;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry.Agreement;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;

/** What one member grants another. */
@Entity
@Table(name = "agreement")
class StoredAgreement {
    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private Agreement.Kind kind;

    private String grantor;
    private String grantee;
    private List<String> skills;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredAgreement() {}

    StoredAgreement(Agreement agreement) {
        id = agreement.id();
        kind = agreement.kind();
        grantor = Objects.requireNonNull(agreement.grantor()).value();
        grantee = Objects.requireNonNull(agreement.grantee()).value();
        skills = List.copyOf(agreement.skills());
    }

    Agreement agreement() {
        return new Agreement(id, kind, new MemberCode(grantor), new MemberCode(grantee), List.copyOf(skills));
    }
}
