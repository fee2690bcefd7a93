package io.snodo.hub.members.store;

import io.snodo.messages.body.Registry.Category;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A category of the network's vocabulary; {@code position} is its place in the list people choose from. */
@Entity
@Table(name = "category")
class StoredCategory {
    @Id
    private String code;

    @SuppressWarnings("UnusedVariable") // Hibernate writes it, and the query sorts by it
    private int position;

    private String it;
    private String en;
    private int days;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected StoredCategory() {}

    StoredCategory(Category category, int position) {
        this.code = category.code();
        this.position = position;
        this.it = category.it();
        this.en = category.en();
        this.days = category.days();
    }

    Category category() {
        return new Category(code, it, en, days);
    }
}
