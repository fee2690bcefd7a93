package io.snodo.ops.story.surfaces;

import io.snodo.messages.MemberCode;
import io.snodo.ops.demo.Logins;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The hub operator's pages. */
public final class Console {
    private final Browser browser;

    private Console(Browser browser) {
        this.browser = browser;
    }

    public static Console logIn(URI hub) {
        Browser browser = new Browser(hub);
        Page form = browser.open("/console/login").present();
        Page inside = browser.submit(
                form, "/login", Map.of("username", Logins.HUB_OPERATOR.username(), "password", Logins.PASSWORD));
        if (inside.present().uri().getPath().endsWith("/login")) {
            throw new NotObserved("the console does not let " + Logins.HUB_OPERATOR.username() + " in");
        }
        return new Console(browser);
    }

    /** The state of a member as its row says it. */
    public String state(MemberCode member) {
        return browser.open("/console/members")
                .present()
                .one("[data-member=" + member + "]")
                .attr("data-state");
    }

    /** What is waiting or parked, by its cause. */
    public List<String> waiting() {
        return browser.open("/console/waiting")
                .present()
                .html()
                .select("[data-delivery]")
                .eachAttr("data-cause");
    }

    /** How often each code has been refused, by the code. */
    public List<String> refusals() {
        return browser.open("/console/traffic")
                .present()
                .html()
                .select("[data-refusal]")
                .eachAttr("data-refusal");
    }

    /** Episodes of help in the last day, ended or not. */
    public List<String> help() {
        return browser.open("/console")
                .present()
                .html()
                .select("[data-episode]")
                .eachAttr("data-state");
    }
}
