package io.snodo.hub.members;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tenants folder cannot be used; the message is a sentence for each fault, which names the file and what is wrong. */
public final class TenantsUnusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param file in the folder
     */
    public record Fault(String file, String sentence) {}

    public TenantsUnusable(String sentence) {
        this(sentence, null);
    }

    public TenantsUnusable(String sentence, @Nullable Throwable cause) {
        this(List.of(new Fault(".", sentence)), cause);
    }

    public TenantsUnusable(String file, String sentence, @Nullable Throwable cause) {
        this(List.of(new Fault(file, sentence)), cause);
    }

    private TenantsUnusable(List<Fault> faults, @Nullable Throwable cause) {
        super(faults.stream().map(Fault::sentence).collect(Collectors.joining("\n")), cause);
        this.faults = List.copyOf(faults);
    }

    public static TenantsUnusable of(List<Fault> faults) {
        return new TenantsUnusable(faults, null);
    }

    public List<Fault> faults() {
        return faults;
    }
}
