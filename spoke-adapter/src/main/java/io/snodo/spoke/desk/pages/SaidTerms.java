package io.snodo.spoke.desk.pages;

import io.snodo.messages.body.Deed;
import io.snodo.messages.body.Registry.Agreement.Kind;
import io.snodo.messages.body.Terms;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;

/** The terms of an agreement in plain words, one sentence each; what is not limited is said too, where it matters. */
record SaidTerms(Speech speech, Locale locale) {
    List<String> of(Deed deed) {
        List<String> said = new ArrayList<>();
        Terms terms = deed.terms();
        if (deed.kinds().contains(Kind.HANDOVER)) {
            said.add(
                    terms.categories().isEmpty()
                            ? speech.say("terms.categories.all")
                            : speech.say("terms.categories", speech.categories(terms.categories())));
        }
        if (deed.kinds().contains(Kind.OVERFLOW)) {
            lent(terms, said);
        }
        if (terms.visibility() != null) {
            said.add(speech.say("terms.visibility." + terms.visibility()));
        }
        Terms.Files files = terms.attachments();
        if (files != null && files.maxSize() > 0) {
            said.add(speech.say("terms.files.size", size(files.maxSize())));
        }
        if (files != null && !files.types().isEmpty()) {
            said.add(speech.say("terms.files.types", String.join(", ", files.types())));
        }
        if (terms.retention() > 0) {
            said.add(speech.say("terms.retention", terms.retention()));
        }
        return said;
    }

    private void lent(Terms terms, List<String> said) {
        said.add(speech.say("terms.skills", speech.categories(terms.skills())));
        Terms.Hours hours = terms.hours();
        said.add(
                hours == null
                        ? speech.say("terms.hours.any")
                        : speech.say("terms.hours", days(hours), hours.from(), hours.to()));
        if (terms.share() > 0) {
            said.add(speech.say("terms.share", terms.share()));
        }
        Terms.Ceiling ceiling = terms.ceiling();
        if (ceiling != null && ceiling.atOnce() > 0) {
            said.add(speech.say("terms.ceiling.once", ceiling.atOnce()));
        }
        if (ceiling != null && ceiling.aDay() > 0) {
            said.add(speech.say("terms.ceiling.day", ceiling.aDay()));
        }
    }

    private String days(Terms.Hours hours) {
        return hours.days().stream()
                .sorted()
                .map(day -> day.ofWeek().getDisplayName(TextStyle.FULL, locale))
                .collect(Collectors.joining(", "));
    }

    private static String size(long octets) {
        DataSize size = DataSize.ofBytes(octets);
        return size.toMegabytes() > 0 ? size.toMegabytes() + " MB" : Math.max(1, size.toKilobytes()) + " KB";
    }
}
