package io.snodo.ops.story.surfaces;

import java.net.URI;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A page as it came, and where it came from after all redirections. */
public record Page(int status, URI uri, Document html) {

    /** The one element that {@code css} selects. */
    public Element one(String css) {
        Element found = html.selectFirst(css);
        if (found == null) {
            throw new NotObserved("there is no " + css + " on " + this);
        }
        return found;
    }

    public boolean has(String css) {
        return html.selectFirst(css) != null;
    }

    /** The page, if it is there at all. */
    public Page present() {
        if (status != 200) {
            throw new NotObserved("status " + status + " from " + uri + ": " + title());
        }
        return this;
    }

    private String title() {
        return html.title() + " | " + html.select("h1, .alert, [role=alert]").text();
    }

    @Override
    public String toString() {
        return uri.getPath() + " (" + status + ", " + title() + ")";
    }
}
