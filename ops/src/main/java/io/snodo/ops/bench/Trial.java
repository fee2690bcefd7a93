package io.snodo.ops.bench;

import io.snodo.messages.Addresses;
import io.snodo.ops.demo.DemoMember;
import io.snodo.spoke.link.amqp.AmqpLine;
import io.snodo.spoke.link.rest.RestBinding;
import io.snodo.spoke.link.soap.SoapBinding;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Clock;

/**
 * A binding under measurement: Venezia sends by it, and the recipient receives by it, asked for nothing but brought
 * everything. Only one of a kind at a time, for AMQP's recipient is also the bare relay's.
 */
enum Trial {
    AMQP(DemoMember.PARMA, "amqp") {
        @Override
        Sending.Way way(Ground ground) {
            return () -> Sending.by(ground.connectAsSender());
        }

        @Override
        Recipient.Binding receiving(Ground ground) {
            return mailroom -> new AmqpLine(mailroom, ground.amqp(recipient()));
        }
    },
    REST(DemoMember.BRESCIA, "rest-push") {
        @Override
        Sending.Way way(Ground ground) {
            return () -> Sending.by(RestBinding.door(
                    Ground.SENDER.code(), ground.link(Ground.SENDER), ground.rest(Ground.SENDER), CLOCK));
        }

        @Override
        Recipient.Binding receiving(Ground ground) {
            return mailroom -> RestBinding.line(
                    mailroom, ground.link(recipient()), ground.rest(recipient()), ground.listen(this), CLOCK);
        }
    },
    SOAP(DemoMember.REGGIO_CALABRIA, "soap-push") {
        @Override
        Sending.Way way(Ground ground) {
            return () -> Sending.by(SoapBinding.door(ground.link(Ground.SENDER), ground.soap(Ground.SENDER), CLOCK));
        }

        @Override
        Recipient.Binding receiving(Ground ground) {
            return mailroom -> SoapBinding.line(
                    mailroom, ground.link(recipient()), ground.soap(recipient()), ground.listen(this), CLOCK);
        }
    };

    private static final Clock CLOCK = Clock.systemUTC();

    private final DemoMember recipient;
    private final String kind;

    Trial(DemoMember recipient, String kind) {
        this.recipient = recipient;
        this.kind = kind;
    }

    DemoMember recipient() {
        return recipient;
    }

    /** As {@code tenant.yaml} calls it. */
    String kind() {
        return kind;
    }

    abstract Sending.Way way(Ground ground);

    abstract Recipient.Binding receiving(Ground ground);

    /** The recipient, connected. */
    Recipient open(Ground ground, Arrivals arrivals) throws IOException {
        return new Recipient(ground, recipient, receiving(ground), arrivals);
    }

    /** What the hub tells the sender comes to its address whatever it sends by, and must not pile up there. */
    static Connection drain(Ground ground) throws JMSException {
        Connection connection = ground.connectAsSender();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(Addresses.of(Ground.SENDER.code())))
                .setMessageListener(_ -> {});
        return connection;
    }
}
