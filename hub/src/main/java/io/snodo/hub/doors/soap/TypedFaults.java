package io.snodo.hub.doors.soap;

import io.snodo.hub.tenancy.DatabaseAway;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import java.util.UUID;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever ends a call, its sender is told a published code and nothing of what broke. */
final class TypedFaults extends AbstractPhaseInterceptor<Message> {
    private static final Logger LOG = LoggerFactory.getLogger(TypedFaults.class);

    TypedFaults() {
        super(Phase.SETUP);
    }

    @Override
    public void handleMessage(Message message) {
        Exception ended = message.getContent(Exception.class);
        if (ended instanceof SoapFault fault && fault.getDetail() != null) {
            return; // a refusal
        }
        if (ended.getCause() instanceof SoapFault fault && fault.getDetail() != null) {
            message.setContent(Exception.class, fault);
            return;
        }
        Answering answering = message.getExchange().get(Answering.class);
        String correlation = answering == null ? UUID.randomUUID().toString() : answering.correlation();
        message.setContent(Exception.class, Faults.of(refusal(ended, correlation), correlation));
    }

    private static Refusal refusal(Exception ended, String correlation) {
        if (ended instanceof SoapFault fault
                && Soap11.getInstance().getMustUnderstand().equals(fault.getFaultCode())) {
            return Refusal.of(RefusalCode.MUST_UNDERSTAND_UNKNOWN, "a header that must be understood");
        }
        if (isAway(ended)) {
            LOG.warn("call put off binding=soap refusal=hub_busy correlation={}", correlation);
            return Refusal.of(RefusalCode.HUB_BUSY);
        }
        LOG.error("call broken off binding=soap refusal=internal_error correlation={}", correlation, ended);
        return Refusal.of(RefusalCode.INTERNAL_ERROR);
    }

    /** Of the caller's own database, which may be back when it comes again. */
    private static boolean isAway(@Nullable Throwable ended) {
        return ended instanceof DatabaseAway || ended != null && isAway(ended.getCause());
    }
}
