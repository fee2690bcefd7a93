package io.snodo.spoke.enrolment;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** What is said while joining, in Italian or English. */
final class Words {
    private final ResourceBundle bundle;
    private final Locale locale;

    Words(Locale locale) {
        this.locale = locale.getLanguage().equals("it") ? Locale.ITALIAN : Locale.ENGLISH;
        this.bundle = ResourceBundle.getBundle(
                "spoke/join",
                this.locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String say(String key, Object... details) {
        return new MessageFormat(bundle.getString(key), locale).format(details);
    }

    String why(CannotJoin fault) {
        return say(fault.key(), fault.details());
    }

    /** Our own advice on a refusal, where the catalogue's is for programs. */
    boolean knows(String key) {
        try {
            return !bundle.getString(key).isEmpty();
        } catch (MissingResourceException e) {
            return false;
        }
    }

    boolean isItalian() {
        return locale.equals(Locale.ITALIAN);
    }
}
