package io.snodo.spoke.desk;

import io.snodo.spoke.load.Episode;
import io.snodo.spoke.load.Help;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which contacts may be handed to a helper while our queue overflows; when the help ends, so do they. */
@Component
public class Proposals {
    private final Help help;

    Proposals(Help help) {
        this.help = help;
    }

    /** What a new contact of {@code category} is proposed. */
    Optional<Proposal> forCategory(String category) {
        return help.onOffer(category).map(Proposals::proposal);
    }

    /** The proposal that {@code contact} was given, if it is still open and so is the help. */
    public Optional<Proposal> of(Contact contact) {
        if (!contact.state().isOpen() || contact.episode() == null) {
            return Optional.empty();
        }
        return help.onOffer().stream()
                .filter(episode -> episode.id().equals(contact.episode()))
                .map(Proposals::proposal)
                .findFirst();
    }

    private static Proposal proposal(Episode episode) {
        return new Proposal(episode.id(), episode.helper());
    }
}
