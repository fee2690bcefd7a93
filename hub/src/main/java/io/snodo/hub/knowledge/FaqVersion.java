package io.snodo.hub.knowledge;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.FaqPublish;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** One version of a question and its answer. Its tenant is its author. */
@Entity
@Table(name = "faq_version")
@IdClass(FaqVersion.Key.class)
@SuppressWarnings("UnusedVariable") // the database reads what nobody here does
class FaqVersion {
    /** Unique for an author; the database adds the author. */
    record Key(UUID faq, int version) implements Serializable {}

    /** What has become of it. The names are the database's. */
    enum State {
        proposed,
        published,
        returned,
        superseded,
        withdrawn
    }

    @Id
    private UUID faq;

    @Id
    private int version;

    @TenantId
    private String author;

    private String language;
    private String question;
    private String answer;
    private String category;
    private String[] keywords;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant proposedAt;
    private @Nullable String reviewer;
    private @Nullable Instant reviewedAt;
    private @Nullable String reason;

    @SuppressWarnings("NullAway.Init") // Hibernate's
    protected FaqVersion() {}

    FaqVersion(MemberCode author, FaqPublish text, Instant at) {
        this.author = author.value();
        this.faq = text.faq();
        this.version = text.version();
        this.language = text.language();
        this.question = text.question();
        this.answer = text.answer();
        this.category = text.category();
        this.keywords =
                text.keywords() == null ? new String[0] : text.keywords().toArray(String[]::new);
        this.state = State.proposed;
        this.proposedAt = at;
    }

    int version() {
        return version;
    }

    State state() {
        return state;
    }

    boolean isInUse() {
        return state == State.proposed || state == State.published;
    }

    void approve(MemberCode by, Instant at) {
        state = State.published;
        reviewer = by.value();
        reviewedAt = at;
    }

    void sendBack(MemberCode by, @Nullable String why, Instant at) {
        state = State.returned;
        reviewer = by.value();
        reviewedAt = at;
        reason = why;
    }

    void supersede() {
        state = State.superseded;
    }

    void withdraw(String why) {
        state = State.withdrawn;
        reason = why;
    }
}
