package io.snodo.spoke.desk;

import io.snodo.messages.MemberCode;
import io.snodo.spoke.load.Episode;
import io.snodo.spoke.load.Help;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whom a contact may be handed to while our queue overflows. Nothing of it is stored: when the help ends, so do the
 * proposals.
 */
@Component
public class Proposals {
    private final Help help;

    Proposals(Help help) {
        this.help = help;
    }

    /** The helper that would take {@code contact}, if it is still open and help with its topic is on offer. */
    public Optional<MemberCode> helperFor(Contact contact) {
        return contact.state().isOpen()
                ? help.onOffer(contact.request().category()).map(Episode::helper)
                : Optional.empty();
    }
}
