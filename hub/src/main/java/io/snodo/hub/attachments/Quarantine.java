package io.snodo.hub.attachments;

import org.springframework.stereotype.Component;

/** How the inspection of contents does, for whoever runs the hub. */
@Component
public class Quarantine {
    private final KeptAttachments kept;
    private final Inspector inspector;

    Quarantine(KeptAttachments kept, Inspector inspector) {
        this.kept = kept;
        this.inspector = inspector;
    }

    /**
     * How it stands.
     *
     * @param held contents that wait
     * @param away those of them that could not be looked at so far
     * @param looksForMore whether more is looked at than the type
     */
    public record Standing(long held, long away, boolean looksForMore) {}

    public Standing now() {
        KeptAttachments.Waiting waiting = kept.waiting();
        return new Standing(waiting.held(), waiting.away(), inspector.looksForMore());
    }
}
