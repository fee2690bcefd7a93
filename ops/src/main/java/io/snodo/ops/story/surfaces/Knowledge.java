package io.snodo.ops.story.surfaces;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** FAQs as one operator finds, proposes and approves them at the desk. */
public final class Knowledge {
    private final Browser browser;

    Knowledge(Browser browser) {
        this.browser = browser;
    }

    /** A published FAQ as the desk shows it. */
    public record Faq(String id, int version, String text) {}

    /** What the desk finds for a question. */
    public List<Faq> search(String question) {
        return faqs(browser.open("/knowledge?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8)));
    }

    /** What the desk finds beside a contact. */
    public List<Faq> searchBeside(String contact, String question) {
        return faqs(browser.open(contact + "?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8)));
    }

    public List<Faq> proposed() {
        return faqs(browser.open("/knowledge/proposed"));
    }

    private static List<Faq> faqs(Page page) {
        return page.present().html().select("article[data-faq]").stream()
                .map(a -> new Faq(a.attr("data-faq"), Integer.parseInt(a.attr("data-version")), a.text()))
                .toList();
    }

    public void propose(String question, String answer, String category, String keywords) {
        Page form = browser.open("/knowledge/new").present();
        browser.submit(
                        form,
                        "/knowledge",
                        Map.of(
                                "question",
                                question,
                                "answer",
                                answer,
                                "category",
                                category,
                                "language",
                                "it",
                                "keywords",
                                keywords))
                .present();
    }

    public void approve(Faq faq) {
        Page page = browser.open("/knowledge/proposed").present();
        browser.submit(page, "/" + faq.id() + "/" + faq.version() + "/approve", Map.of())
                .present();
    }
}
