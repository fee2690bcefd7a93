package io.snodo.ops.requests;

/**
 * One request of a citizen, without the citizen.
 *
 * @param id in its source
 * @param channel, category of the network's vocabulary
 * @param words what the source itself calls it; may be empty
 */
public record Request(String id, String channel, String category, String words) {

    /** As an operator would head a ticket. */
    public String subject() {
        return words.isBlank() ? "Segnalazione n. " + id : words + ", segnalazione n. " + id;
    }
}
