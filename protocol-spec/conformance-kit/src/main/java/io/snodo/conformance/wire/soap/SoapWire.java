package io.snodo.conformance.wire.soap;

import io.snodo.conformance.seen.Reads;
import io.snodo.conformance.soap.Composing;
import io.snodo.conformance.soap.Payloads;
import io.snodo.conformance.soap.Xml;
import io.snodo.conformance.wire.Binding;
import io.snodo.conformance.wire.Wire;
import io.snodo.messages.xml.Names;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A member that calls the hub; how it hears of outcomes and deliveries is another's part. */
final class SoapWire implements Wire {
    private static final int PATIENT = 50;

    /** How a member hears. */
    interface Hearing extends AutoCloseable {
        /** Where outcomes are to be brought; absent where they are asked for. */
        @Nullable
        String replyTo();

        /** See {@link Wire#declines}. */
        void declines(String how);

        /** Something has been taken, whose outcome will come. */
        void sent();

        @Override
        void close();
    }

    /** Made with the wire it hears for. */
    interface Maker {
        Hearing of(SoapWire wire);
    }

    private final Caller caller;
    private final String address;
    private final boolean held;
    private final Inbox inbox;
    private final Map<String, String> pending = new ConcurrentHashMap<>();
    private final Hearing hearing;

    /** @param held the hub seals for it */
    SoapWire(Caller caller, String address, boolean held, Inbox inbox, Maker hearing) {
        this.caller = caller;
        this.address = address;
        this.held = held;
        this.inbox = inbox;
        this.hearing = hearing.of(this);
    }

    @Override
    public synchronized Optional<String> send(byte[] sealed, String correlation, Manner manner) {
        String jws = new String(sealed, StandardCharsets.US_ASCII);
        boolean inXml = held || manner == Manner.OTHER;
        try {
            Caller.Done done =
                    call("submit", inXml ? inXml(jws, List.of()) : Payloads.sealed(jws), hearing.replyTo(), null);
            return taken(done.answer(), correlation)
                    ? Optional.empty()
                    : Optional.of(done.answer().status() + " " + done.answer().code() + " "
                            + done.answer().content().path("detail").asString(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private boolean taken(Answered answer, String correlation) {
        boolean taken = answer.isTaken();
        if (taken) {
            pending.put(answer.correlation(), correlation);
            hearing.sent();
        }
        return taken;
    }

    private static String inXml(String jws, List<String> spoiled) {
        return Payloads.message(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]), spoiled);
    }

    /** As the specification wants it; noted for the rules that always hold. */
    Caller.Done call(String operation, String payload, @Nullable String replyTo, @Nullable String correlation)
            throws InterruptedException {
        Caller.Done done =
                caller.call("POST", new Composing.Wanted(address, payload, replyTo, correlation, List.of()), Map.of());
        inbox.called(done.answer().seen(operation, done.request()));
        return done;
    }

    @Override
    public Answer call(Call call) throws InterruptedException {
        String operation = call.path().replaceAll("[?].*", "");
        Map<String, String> http = new LinkedHashMap<>(call.headers());
        String correlation = http.remove("X-Correlation-ID");
        String replyTo = http.getOrDefault(
                "X-ReplyTo", operation.equals("submit") && hearing.replyTo() != null ? hearing.replyTo() : "");
        http.remove("X-ReplyTo");
        Composing.Wanted wanted = new Composing.Wanted(
                address, payload(operation, call), replyTo.isEmpty() ? null : replyTo, correlation, call.spoiled());
        Caller.Done done = caller.call(call.method(), wanted, http);
        for (int i = 0; i < PATIENT && done.answer().code().equals("message_in_progress"); i++) {
            Thread.sleep(200);
            done = caller.call(call.method(), wanted, http);
        }
        if (operation.equals("submit")) {
            String id = call.body() == null
                    ? ""
                    : Reads.payload(call.body()).path("id").asString("");
            taken(done.answer(), id.isEmpty() ? done.answer().correlation() : id);
        }
        return new Answer(
                done.answer().status(),
                done.answer().headers(),
                done.answer().content(),
                done.answer().seen(call.method() + " " + operation, done.request()));
    }

    private String payload(String operation, Call call) {
        String body = call.body();
        if (operation.equals("submit")) {
            if (body == null) {
                return "<s:submit/>";
            }
            return held || call.spoiled().contains("as-message") ? inXml(body, call.spoiled()) : Payloads.sealed(body);
        }
        StringBuilder fields = new StringBuilder();
        int query = call.path().indexOf('?');
        if (query >= 0) {
            for (String field : call.path().substring(query + 1).split("&")) {
                String[] parts = field.split("=", 2);
                fields.append("<s:" + parts[0] + ">" + Xml.escaped(parts[1]) + "</s:" + parts[0] + ">");
            }
        }
        return "<s:" + operation + ">" + fields + "</s:" + operation + ">";
    }

    /** What the hub tells about a message of the member's own. */
    void outcome(String soapCorrelation, Element result) {
        byte[] frame = Frames.outcome(result, sent(soapCorrelation));
        if (frame != null) {
            inbox.frame(frame, "");
        }
    }

    /** By what it was sent. Its outcome may be brought before the answer that names it has been read. */
    private @Nullable String sent(String soapCorrelation) {
        try {
            for (int i = 0; i < PATIENT && !pending.containsKey(soapCorrelation); i++) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pending.remove(soapCorrelation);
    }

    /** Deliveries and steps, as they stand in {@code payload}. */
    void page(Element payload, List<Element> steps) {
        for (Element each : Xml.children(payload, Names.STAFFETTA, "delivery")) {
            Frames.Delivered delivered = Frames.delivery(each);
            inbox.frame(delivered.frame(), delivered.odd());
        }
        if (!steps.isEmpty()) {
            inbox.frame(Frames.progress(steps), "");
        }
    }

    /** Submissions whose outcome has not been heard. */
    Map<String, String> pending() {
        return pending;
    }

    Inbox inbox() {
        return inbox;
    }

    @Override
    public void declines(String how) {
        hearing.declines(how);
    }

    @Override
    public boolean isForbidden(String deed, String at) {
        throw new IllegalArgumentException("nothing can be read or written over SOAP but by its operations");
    }

    @Override
    public void close() {
        hearing.close();
        caller.close();
    }

    static Binding.Unreachable unreachable(String what, Exception cause) {
        return new Binding.Unreachable(what, cause);
    }
}
