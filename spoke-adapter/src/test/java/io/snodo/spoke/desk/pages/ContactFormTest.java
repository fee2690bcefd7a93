package io.snodo.spoke.desk.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.snodo.spoke.desk.Contact.Citizen;
import io.snodo.spoke.desk.Contact.Request;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactFormTest {
    @Test
    void everyFieldIsToldWhatItLacksInTheOrderOfThePage() {
        ContactForm form = ContactForm.sent(
                new Request("phone", "", "", "", ""), new Citizen("", "abc"), "Atlantide", Optional.empty());

        assertThat(form.wrong().keySet()).containsExactly("subject", "category", "territory", "citizenPhone");
        assertThat(form.first()).isEqualTo("subject");
        assertThat(form.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "041 000000", "+39 041 000000", "041/000.000", "(041) 000-000", "112"})
    void aTelephoneIsTakenAsItIsSaid(String phone) {
        assertThat(sent(phone).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "041 000000 ore pasti", "12", "++39"})
    void whatCannotBeDialledIsNotTaken(String phone) {
        assertThat(sent(phone).wrong().keySet()).containsExactly("citizenPhone");
    }

    private static ContactForm sent(String phone) {
        return ContactForm.sent(
                new Request("phone", "strade", "027042", "Buca", ""),
                new Citizen("", phone),
                "Venezia",
                Optional.of("027042"));
    }
}
