package io.snodo.spoke.tenant;

import io.snodo.messages.MemberCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The member this spoke belongs to, as its {@code tenant.yaml} says. What concerns others too, its agreements and keys,
 * comes from the hub's registry instead.
 *
 * @param prefix of its ticket numbers
 * @param territory ISTAT code of six digits
 * @param skills categories its office can answer
 * @param operators seats at the desk
 */
public record Tenant(
        MemberCode member,
        String name,
        String prefix,
        String territory,
        List<String> languages,
        ZoneId timezone,
        @Nullable String phone,
        Office office,
        List<String> skills,
        int operators,
        Queue queue) {

    /** The unit citizens turn to. */
    public record Office(String code, String name) {}

    /** Contacts waiting at which the office asks for help ({@code high}) and no longer needs it ({@code low}). */
    public record Queue(String name, int high, int low) {
        public Queue {
            if (low < 0 || high <= low) {
                throw new IllegalArgumentException("queue " + name + ": low must be at least 0 and less than high");
            }
        }
    }

    /** Reads {@code tenant.yaml} in {@code folder}. */
    public static Tenant read(Path folder) throws IOException {
        Path file = folder.resolve("tenant.yaml");
        try {
            return YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file.toFile(), Tenant.class);
        } catch (JacksonException e) {
            throw new IOException("not a member's facts: " + file + ": " + e.getOriginalMessage(), e);
        }
    }
}
