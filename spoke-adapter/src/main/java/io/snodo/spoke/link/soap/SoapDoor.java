package io.snodo.spoke.link.soap;

import io.snodo.envelopes.Addressing;
import io.snodo.envelopes.Envelope;
import io.snodo.envelopes.Signer;
import io.snodo.envelopes.Written;
import io.snodo.messages.xml.Names;
import io.snodo.messages.xml.Told;
import io.snodo.spoke.link.http.Calls;
import io.snodo.spoke.link.http.Door;
import io.snodo.spoke.link.http.HubBusy;
import io.snodo.spoke.link.http.NoAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Calls the hub's SOAP binding, and believes no answer that the hub has not signed for that very call. */
final class SoapDoor implements Door {
    private static final int PAGE = 100;
    /** What is asked often is short; once in a while all that the hub still tells. */
    private static final Duration NEW = Duration.ofMinutes(10);

    private static final Duration ALL = Duration.ofDays(7);
    private static final Duration ALL_EVERY = Duration.ofMinutes(5);

    private final URI hubAddress;
    private final Calls calls;
    private final Signer signer;
    private final HubEnvelopes hub;
    private final Clock clock;
    private Instant allAskedAt = Instant.EPOCH;

    SoapDoor(URI hubAddress, SSLContext tls, Signer signer, HubEnvelopes hub, Duration patience, Clock clock) {
        this.hubAddress = hubAddress;
        this.calls = new Calls(tls, patience, HubEnvelopes.most());
        this.signer = signer;
        this.hub = hub;
        this.clock = clock;
    }

    /** What the hub said: its own operation's answer, or a fault. */
    private record Heard(Envelope envelope, Optional<Fault> fault) {
        Element payload(String operation) throws NoAnswer, HubBusy {
            if (fault.isPresent()) {
                if (fault.get().busy()) {
                    throw new HubBusy(fault.get().code(), fault.get().retryAfter());
                }
                throw new NoAnswer("fault " + fault.get().code());
            }
            if (!Envelope.is(envelope.payload(), Names.STAFFETTA, operation + "Response")) {
                throw new NoAnswer("an answer to something else");
            }
            return envelope.payload();
        }
    }

    /** The binding has no other sign of life: about a submission that there is not, the hub says so, signed (ST-602). */
    @Override
    public void knock() throws IOException, InterruptedException {
        Heard heard = call("status", Told.root("status"), "X-Correlation-ID", UUID.randomUUID());
        if (heard.fault().isEmpty() || !heard.fault().get().code().equals("not_found")) {
            heard.payload("status");
        }
        allAskedAt = Instant.EPOCH;
    }

    @Override
    public String leave(String jws, @Nullable URI replyTo) throws IOException, InterruptedException {
        Element submit = Told.root("submit");
        Told.add(submit, "sealed", jws);
        Heard heard = call("submit", submit, "X-ReplyTo", replyTo);
        heard.payload("submit");
        return heard.envelope()
                .headerText(HubEnvelopes.CORRELATION)
                .orElseThrow(() -> new NoAnswer("no X-Correlation-ID"));
    }

    @Override
    public Optional<List<byte[]>> outcome(String correlation) throws IOException, InterruptedException {
        Heard heard = call("outcome", Told.root("outcome"), "X-Correlation-ID", correlation);
        return heard.fault()
                        .filter(fault -> fault.code().equals("message_in_progress"))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Frames.outcome(correlation, heard.payload("outcome")));
    }

    @Override
    public Page waiting(String cursor) throws IOException, InterruptedException {
        Element collect = Told.root("collect");
        Told.add(collect, "after", cursor);
        Told.add(collect, "limit", PAGE);
        Element answer = call("collect", collect, "X-ReplyTo", null).payload("collect");
        List<byte[]> frames = Frames.brought(answer);
        String next = Frames.text(answer, "cursor").map(String::strip).orElse(cursor);
        return new Page(frames, frames.isEmpty() ? cursor : next);
    }

    /** Past the last delivery there can be, so that only the progress is told. */
    @Override
    public List<byte[]> progress() throws IOException, InterruptedException {
        Instant now = clock.instant();
        boolean all = allAskedAt.plus(ALL_EVERY).isBefore(now);
        Element collect = Told.root("collect");
        Told.add(collect, "after", Long.MAX_VALUE);
        Told.add(collect, "limit", 1);
        Told.add(collect, "since", now.minus(all ? ALL : NEW));
        Element answer = call("collect", collect, "X-ReplyTo", null).payload("collect");
        allAskedAt = all ? now : allAskedAt;
        return Frames.brought(answer);
    }

    /** @param about value of the header of that name; absent where there is none */
    private Heard call(String operation, Element payload, String header, @Nullable Object about)
            throws IOException, InterruptedException {
        Document envelope = Written.around(payload);
        Element headers = Addressing.header(envelope);
        Told.add(headers, header, about);
        String messageId = Addressing.call(headers, hubAddress.toString());
        signer.sign(envelope);
        HttpResponse<byte[]> answer = calls.send(HttpRequest.newBuilder(hubAddress)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", "\"" + Names.STAFFETTA + ":" + operation + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Written.octets(envelope))));
        return heard(answer, messageId);
    }

    private Heard heard(HttpResponse<byte[]> answer, String messageId) throws NoAnswer, HubBusy {
        if (answer.statusCode() == 429 || answer.statusCode() == 503) { // something in front of the hub
            throw new HubBusy(Integer.toString(answer.statusCode()), Calls.pause(answer));
        }
        if (answer.statusCode() != 200 && answer.statusCode() != 500) {
            throw new NoAnswer(Integer.toString(answer.statusCode()));
        }
        Envelope envelope = HubEnvelopes.read(answer.body())
                .orElseThrow(() -> new NoAnswer(answer.statusCode() + ", an answer that is no envelope"));
        Optional<Fault> fault = Fault.of(envelope);
        if (!hub.answers(envelope, messageId)) {
            // what the hub says before it knows whose call it is relates to none; it says why, and changes nothing
            if (fault.filter(Fault::busy).isPresent()) {
                throw new HubBusy(fault.get().code(), fault.get().retryAfter());
            }
            throw new NoAnswer(fault.map(f -> "fault " + f.code()).orElse("an answer that the hub has not signed"));
        }
        return new Heard(envelope, fault);
    }

    @Override
    public void close() {
        calls.close();
    }
}
