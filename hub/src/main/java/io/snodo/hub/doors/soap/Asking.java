package io.snodo.hub.doors.soap;

import io.snodo.hub.delivery.HowFar;
import io.snodo.hub.delivery.Mailbox;
import io.snodo.hub.delivery.Outcome;
import io.snodo.hub.members.Members;
import io.snodo.hub.submissions.Submission;
import io.snodo.hub.submissions.Submissions;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.xml.MessageToXml;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a member can ask: how far its message is, what became of it, what waits for it, who belongs. */
@Component
class Asking {
    private static final Duration SOON = Duration.ofSeconds(1);
    private final Submissions submissions;
    private final Mailbox mailbox;
    private final HowFar howFar;
    private final Members members;

    Asking(Submissions submissions, Mailbox mailbox, HowFar howFar, Members members) {
        this.submissions = submissions;
        this.mailbox = mailbox;
        this.howFar = howFar;
        this.members = members;
    }

    Element status(Call call, Answering answering) {
        Submission submission = submission(call, answering);
        Element answer = Told.root("statusResponse");
        Told.add(answer, "status", submission.outcome().isPresent() ? "done" : "processing");
        return answer;
    }

    Element outcome(Call call, Answering answering) {
        Outcome outcome = submission(call, answering)
                .outcome()
                .orElseThrow(
                        () -> Faults.of(Refusal.later(RefusalCode.MESSAGE_IN_PROGRESS, SOON), answering.correlation()));
        Element answer = Told.root("outcomeResponse");
        Told.result(answer, outcome.message(), outcome.receipt(), outcome.problem());
        return answer;
    }

    Element collect(Call call, Answering answering) {
        long after = number(call, "after", 0, answering);
        int limit = (int) Math.clamp(number(call, "limit", Mailbox.MOST, answering), 1, Mailbox.MOST);
        Mailbox.Page page = mailbox.after(call.caller(), after, limit);
        Element answer = Told.root("collectResponse");
        page.items().forEach(each -> Told.delivery(answer, each));
        text(call, "since").ifPresent(since -> {
            try {
                howFar.since(call.caller(), OffsetDateTime.parse(since).toInstant())
                        .forEach(each -> Told.step(answer, each));
            } catch (DateTimeException e) {
                throw invalid("since", answering);
            }
        });
        Told.add(answer, "cursor", page.cursor());
        return answer;
    }

    Element registry(Call call) {
        Element answer = Told.root("registryResponse");
        answer.appendChild(MessageToXml.write(members.registry(call.caller()), "registry", answer.getOwnerDocument()));
        return answer;
    }

    private Submission submission(Call call, Answering answering) {
        return call.about()
                .flatMap(Asking::id)
                .flatMap(id -> {
                    answering.correlatedBy(id.toString());
                    return submissions.find(call.caller(), id);
                })
                .orElseThrow(() ->
                        Faults.of(Refusal.of(RefusalCode.NOT_FOUND, "X-Correlation-ID"), answering.correlation()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long number(Call call, String name, long otherwise, Answering answering) {
        try {
            return text(call, name).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw invalid(name, answering);
        }
    }

    private static RuntimeException invalid(String name, Answering answering) {
        return Faults.of(Refusal.of(RefusalCode.SCHEMA_INVALID, "/" + name + " type"), answering.correlation());
    }

    private static Optional<String> text(Call call, String name) {
        NodeList found = call.payload().getElementsByTagNameNS(Names.STAFFETTA, name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent().strip());
    }
}
