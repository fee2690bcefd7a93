package io.snodo.hub.members;

import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Deed;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members that one template is applied to: a metropolitan area, or two of them.
 *
 * @param id what the agreement is called, in all its versions
 * @param grantor who alone grants it, to {@code grantee}; both absent where each of them does to each
 * @param accepted what was accepted on paper, and not by a message
 */
public record Group(
        String id,
        Deed.@Nullable Text name,
        String template,
        List<MemberCode> members,
        @Nullable MemberCode grantor,
        @Nullable MemberCode grantee,
        List<OnPaper> accepted) {
    @SuppressWarnings("ConstantValue") // absent lists come as null from JSON and YAML
    public Group {
        members = List.copyOf(members);
        accepted = accepted == null ? List.of() : List.copyOf(accepted);
    }

    /**
     * For what the hub's operator vouches.
     *
     * @param by the act: a resolution, the number of a letter; no person
     */
    public record OnPaper(MemberCode member, int version, LocalDate on, String by) {}
}
