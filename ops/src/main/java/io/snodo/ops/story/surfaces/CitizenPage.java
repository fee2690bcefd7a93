package io.snodo.ops.story.surfaces;

import java.net.URI;
import java.util.Map;

/** The hub's page for one citizen who has a number and a code. */
public final class CitizenPage {
    private final Browser browser;
    private final String number;

    private CitizenPage(Browser browser, String number) {
        this.browser = browser;
        this.number = number;
    }

    /** Types number and code as they were dictated, in small letters. */
    public static CitizenPage open(URI hub, Desk.Opened opened) {
        Browser browser = new Browser(hub);
        String number = opened.number().value();
        Page form = browser.open("/track").present();
        Page page = browser.submit(
                form, "/track", Map.of("number", number.toLowerCase(java.util.Locale.ROOT), "code", opened.code()));
        TicketSeen.on(page);
        return new CitizenPage(browser, number);
    }

    /** Whether number and code open anything at all. */
    public static boolean opens(URI hub, String number, String code) {
        Browser browser = new Browser(hub);
        return browser.submit(browser.open("/track").present(), "/track", Map.of("number", number, "code", code))
                .has("main[data-ticket]");
    }

    public TicketSeen ticket() {
        return TicketSeen.on(page());
    }

    /** All that the page says. */
    public String text() {
        return page().html().text();
    }

    private Page page() {
        return browser.open("/track/" + number).present();
    }

    public void confirm() {
        browser.submit(page(), "/confirm", Map.of()).present();
    }

    /** The next date the page promises: an answer by then, or its closing by itself. Empty if there is none. */
    public String nextDeadline() {
        return page().html().select("#due time, time#closes").attr("datetime");
    }

    /** {@code face}: satisfied, neutral or unsatisfied. */
    public void rate(String face) {
        browser.submit(page(), "/rating", Map.of("face", face)).present();
    }

    public boolean isRated() {
        return page().has("#rated");
    }
}
