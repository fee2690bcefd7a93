package io.snodo.hub.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven by Playwright; where there is none its tests are skipped and say so. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    public Browser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM + ": browser tests are left out");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setTimeout(120_000)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page on a desktop, in {@code language}; errors on its console fail {@link Visit#close}. */
    public Visit desktop(String url, String language) {
        return new Visit(chromium.newContext(options(url, language).setViewportSize(1280, 900)));
    }

    /** A page on a telephone. */
    public Visit telephone(String url, String language) {
        return new Visit(chromium.newContext(options(url, language)
                .setViewportSize(375, 812)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)));
    }

    /** A page where scripts do not run. */
    public Visit withoutScript(String url, String language) {
        return new Visit(chromium.newContext(options(url, language).setJavaScriptEnabled(false)));
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options(String url, String language) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale(language);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** One visitor with one page. */
    public static final class Visit implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visit(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.onConsoleMessage(message -> {
                // a page that is refused on purpose is reported by the browser too
                if (message.type().equals("error")
                        && !message.text().contains("the server responded with a status of 4")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
        }

        public Page page() {
            return page;
        }

        /** No violation of WCAG A and AA that axe can find. */
        public void isAccessible() {
            var results = new AxeBuilder(page)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                    .analyze();
            assertThat(results.getViolations())
                    .as("axe on " + page.url())
                    .extracting(violation -> violation.getId() + ": "
                            + violation.getNodes().getFirst().getHtml())
                    .isEmpty();
        }

        /** Nothing sticks out to the side. */
        public void fitsTheScreen() {
            assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("the page's overhang in pixels")
                    .isEqualTo(0);
        }

        public void screenshot(String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setFullPage(true));
        }

        /** Also checks that the page gave the browser nothing to complain about: no script error, no breach of the CSP. */
        @Override
        public void close() {
            context.close();
            assertThat(complaints).as("what the browser complained about").isEmpty();
        }
    }
}
