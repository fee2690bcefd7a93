package io.snodo.ops.attack.assaults;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.body.AttachmentOffer;
import io.snodo.messages.body.TicketOpen;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.seen.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whoever knows the digest of others' file and offers it as its own gets no octet of it, and not that it is there. */
public final class DigestAssault {
    private final Judge judge;
    private final Party stranger;

    public DigestAssault(Judge judge, Party stranger) {
        this.judge = judge;
        this.stranger = stranger;
    }

    public void on(String theirs, String nobodys) {
        List<Answer> another = tried(theirs);
        List<Answer> absent = tried(nobodys);
        Set<String> sent = Set.of(theirs, nobodys);
        for (int i = 0; i < another.size(); i++) {
            judge.tally().attempt(Door.JSON_API, Role.FOREIGN_MEMBER);
            Judge.Attempt attempt = new Judge.Attempt(
                    Door.JSON_API, Role.FOREIGN_MEMBER, "a file of its own with another's digest, step " + i, false);
            judge.content(attempt, another.get(i), sent);
            judge.existence(attempt, masked(another.get(i), sent), masked(absent.get(i), sent));
        }
    }

    private static String masked(Answer answer, Set<String> sent) {
        return Masked.of(answer, sent).replaceAll("B157-[0-9]+-.", "<number>");
    }

    private List<Answer> tried(String digest) {
        TicketNumber number = stranger.mint();
        stranger.open(number, new TicketOpen("Di chi attacca", null, "altro", null, "web", null, null));
        AttachmentOffer offer = new AttachmentOffer("mio.txt", "text/plain", 5, digest, null, null, null);
        String path = "/tickets/" + number + "/attachments/"
                + stranger.say(number, 1, offer, Map.of()).id();
        return List.of(
                stranger.see(path),
                stranger.see(path + "/content"),
                stranger.bring(path + "/upload", "nulla".getBytes(StandardCharsets.UTF_8)),
                stranger.see(path),
                stranger.see(path + "/content"));
    }
}
