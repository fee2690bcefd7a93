package io.snodo.ops.story.surfaces;

import java.util.List;
import org.jsoup.nodes.Element;

/** A ticket as a page shows it: the facts that the page carries for machines, and its timeline in words. */
public record TicketSeen(
        String number, String status, String owner, int epoch, String offeredTo, String deadline, List<Line> timeline) {

    /** One entry of the timeline. */
    public record Line(String type, String by, String audience, String text) {}

    /** From a page whose {@code main} carries {@code data-ticket}. */
    public static TicketSeen on(Page page) {
        Element main = page.present().one("main[data-ticket]");
        return new TicketSeen(
                main.attr("data-ticket"),
                main.attr("data-status"),
                main.attr("data-owner"),
                main.attr("data-epoch").isEmpty() ? 0 : Integer.parseInt(main.attr("data-epoch")),
                main.attr("data-offered-to"),
                main.attr("data-deadline"),
                main.select("li[data-type]").stream()
                        .map(li ->
                                new Line(li.attr("data-type"), li.attr("data-by"), li.attr("data-audience"), li.text()))
                        .toList());
    }

    public boolean shows(String type, String words) {
        return timeline.stream()
                .anyMatch(line -> line.type().equals(type) && line.text().contains(words));
    }

    public boolean mentions(String words) {
        return timeline.stream().anyMatch(line -> line.text().contains(words));
    }

    @Override
    public String toString() {
        return number + " " + status + ", held by " + owner + " in epoch " + epoch
                + (offeredTo.isEmpty() ? "" : ", offered to " + offeredTo) + ", "
                + timeline.stream().map(Line::type).toList();
    }
}
