package io.snodo.spoke.files;

import org.springframework.stereotype.Component;

/** Whether this spoke can attach files at all. */
@Component
public class FilesAllowed {
    private final HubFiles hub;

    FilesAllowed(HubFiles hub) {
        this.hub = hub;
    }

    public boolean here() {
        return hub.isThere();
    }
}
