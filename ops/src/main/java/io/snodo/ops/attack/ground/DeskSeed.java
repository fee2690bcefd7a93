package io.snodo.ops.attack.ground;

import io.snodo.ops.attack.seen.Canaries;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The same matter from a desk: a contact with a person, a ticket made of it, handed to another desk with a file. */
public record DeskSeed(Terrain terrain, Canaries canaries, Identifiers identifiers) {
    public void sow() {
        Desk one = Desk.logIn(Terrain.ONE, terrain.desk(Terrain.ONE), Logins.OPERATOR);
        Desk other = Desk.logIn(Terrain.OTHER, terrain.desk(Terrain.OTHER), Logins.OPERATOR);
        String contact = one.recordContact(
                new Request("1", "phone", "illuminazione", canaries.in("desk-subject")),
                "027042",
                canaries.in("desk-description"));
        one.take(contact);
        Desk.Opened opened = one.openTicket(contact, canaries.in("desk-subject"), canaries.in("desk-description"));
        identifiers.foreign(Kind.TICKET, opened.number().value());
        identifiers.foreign(Kind.CONTACT, contact.substring(contact.lastIndexOf('/') + 1));
        canaries.keep("number of a desk's ticket", opened.number().value());
        one.attach(
                opened.number(),
                new Upload(
                        "file",
                        canaries.mark() + "-desk.txt",
                        "text/plain",
                        canaries.in("desk-content").getBytes(StandardCharsets.UTF_8)));
        one.offer(opened.number(), Terrain.OTHER, canaries.in("desk-reason"), Duration.ofHours(5));
        other.see(opened.number(), "offered to it", seen -> seen.offeredTo().equals(other.code()));
        other.accept(opened.number());
        other.note(opened.number(), canaries.in("desk-note"), "owner");
    }
}
