package io.snodo.spoke.desk.pages;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.desk.Contact;
import io.snodo.spoke.desk.Proposals;
import io.snodo.spoke.store.Page;
import org.jspecify.annotations.Nullable;

/** A contact in a list, with the helper it is proposed to just now. */
record ContactRow(Contact contact, @Nullable MemberCode proposedTo) {
    static Page<ContactRow> of(Page<Contact> contacts, Proposals proposals) {
        return contacts.map(c -> of(c, proposals));
    }

    static ContactRow of(Contact contact, Proposals proposals) {
        return new ContactRow(contact, proposals.helperFor(contact).orElse(null));
    }
}
