package io.snodo.hub.correspondents;

import io.snodo.hub.TestHub;
import io.snodo.hub.embedded.artemis.Spoke;
import io.snodo.hub.exchange.Pen;
import io.snodo.messages.Addresses;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.receipt.Stamp;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stays connected to the broker. */
public final class ByAmqp implements Correspondent {
    private static final int LONGEST = 30_000;
    private static final int BRIEFLY = 20;

    private final MemberCode code;
    private final Connection connection;
    private final Session session;
    private final MessageProducer toHub;
    private final MessageConsumer fromHub;
    private final List<Frame.Delivery> deliveries = new ArrayList<>();
    private final List<Frame.Step> progress = new ArrayList<>();

    public ByAmqp(TestHub hub, MemberCode code) throws Exception {
        this.code = code;
        connection = Spoke.connect(hub.brokerPort(), hub.authority(), hub.link(code));
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        toHub = session.createProducer(session.createQueue(Addresses.TO_HUB));
        fromHub = session.createConsumer(session.createQueue(Addresses.of(code)));
    }

    @Override
    public MemberCode code() {
        return code;
    }

    @Override
    public void mention(Pen.Written written) throws Exception {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(written.jws().getBytes(StandardCharsets.US_ASCII));
        toHub.send(message);
    }

    @Override
    public Stamp say(Pen.Written written) throws Exception {
        mention(written);
        while (true) {
            Frame frame =
                    next(LONGEST).orElseThrow(() -> new AssertionError(code + " heard nothing of " + written.id()));
            if (frame instanceof Frame.Refused refused) {
                throw new AssertionError(code + " was refused: " + refused.problem());
            }
            if (frame instanceof Frame.Receipts(List<Stamp> stamps)) {
                for (Stamp stamp : stamps) {
                    if (stamp.leaf().contains(written.id().toString())) {
                        return stamp;
                    }
                }
            }
        }
    }

    private Optional<Frame> next(int millis) throws Exception {
        Message message = fromHub.receive(millis);
        if (message == null) {
            return Optional.empty();
        }
        Frame frame = Json.MAPPER.readValue(message.getBody(byte[].class), Frame.class);
        switch (frame) {
            case Frame.Delivery delivery -> deliveries.add(delivery);
            case Frame.Progress told -> progress.addAll(told.steps());
            case Frame.Receipts _, Frame.Refused _ -> {}
        }
        return Optional.of(frame);
    }

    private void drain() throws Exception {
        while (next(BRIEFLY).isPresent()) {
            // the next one
        }
    }

    @Override
    public List<Frame.Delivery> deliveries() throws Exception {
        drain();
        return deliveries;
    }

    @Override
    public List<Frame.Step> progress() throws Exception {
        drain();
        return progress;
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
