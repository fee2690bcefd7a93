package io.snodo.spoke.desk.pages;

import io.snodo.spoke.desk.Contact.Citizen;
import io.snodo.spoke.desk.Contact.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A contact as it was typed, and field by field what is wrong with it, in the order of the page.
 *
 * @param where as it was typed: a name, or a code
 * @param wrong the field's id and the word of the pages that tells
 */
record ContactForm(Request request, Citizen citizen, String where, Map<String, String> wrong) {
    /** An operator writes numbers down as they are said, so signs between the digits are welcome. */
    private static final String PHONE = "\\+?[0-9 ()./-]{3,40}";

    /** One nobody has sent: nothing is wrong with it. */
    static ContactForm blank(Request request, String where) {
        return new ContactForm(request, new Citizen("", ""), where, Map.of());
    }

    /** {@code code} is what {@code where} stands for, if it stands for anything. */
    static ContactForm sent(Request request, Citizen citizen, String where, Optional<String> code) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (request.subject().isEmpty()) {
            wrong.put("subject", "wrong.subject");
        }
        if (request.category().isEmpty()) {
            wrong.put("category", "wrong.category");
        }
        if (code.isEmpty()) {
            wrong.put("territory", "wrong.territory");
        }
        if (!citizen.phone().isEmpty() && !citizen.phone().matches(PHONE)) {
            wrong.put("citizenPhone", "wrong.phone");
        }
        return new ContactForm(request, citizen, where, wrong);
    }

    boolean isComplete() {
        return wrong.isEmpty();
    }

    /** Where the cursor goes: to what is to be mended first. */
    public String first() {
        return wrong.keySet().stream().findFirst().orElse("subject");
    }
}
