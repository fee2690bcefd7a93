package io.snodo.spoke.desk.pages;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The address an operator dictates with number and code: as the citizen types it, and as it is said. */
@ControllerAdvice(assignableTypes = TicketPages.class)
class Dictation {
    private final TrackingSettings settings;

    Dictation(TrackingSettings settings) {
        this.settings = settings;
    }

    record Address(URI url, String typed, String said) {}

    @ModelAttribute("trackingPage")
    @Nullable
    Address address(@ModelAttribute("speech") Speech speech) {
        URI url = settings.url();
        return url == null ? null : new Address(url, typed(url), said(typed(url), speech));
    }

    /** Browsers add the scheme by themselves. */
    static String typed(URI url) {
        return url.toString().replaceFirst("^https?://", "").replaceFirst("/$", "");
    }

    private static String said(String typed, Speech speech) {
        return typed.replace("-", " " + speech.say("said.dash") + " ")
                .replace(".", " " + speech.say("said.dot") + " ")
                .replace(":", " " + speech.say("said.colon") + " ")
                .replace("/", " " + speech.say("said.slash") + " ");
    }
}
