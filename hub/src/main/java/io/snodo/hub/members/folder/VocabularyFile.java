package io.snodo.hub.members.folder;

import io.snodo.messages.body.Registry;
import java.util.List;

/** The network's {@code vocabulary.yaml}; its schema is {@code tenants/schema/vocabulary.schema.json}. */
public record VocabularyFile(int version, List<Registry.Category> categories, List<Channel> channels) {
    /** How a contact came in. */
    public record Channel(String code, String it, String en) {}
}
