package io.snodo.hub.operators;

import io.snodo.hub.members.Members;
import io.snodo.hub.tenancy.DatabaseMove;
import io.snodo.hub.tenancy.Home;
import io.snodo.messages.MemberCode;
import org.springframework.stereotype.Component;

/** Has a suspended member's own data moved into another database, and says how far that is. */
@Component
public class DatabaseMoves {
    private final DatabaseMove move;
    private final Members members;
    private final Trail trail;

    DatabaseMoves(DatabaseMove move, Members members, Trail trail) {
        this.move = move;
        this.members = members;
        this.trail = trail;
    }

    public DatabaseMove.Progress of(MemberCode member) {
        return move.of(member);
    }

    /** Done means begun: it goes on by itself, and the trail says when it has come to its end. */
    public Act.Result move(String operator, MemberCode member, String to, String reason) {
        if (!move.has(to)) {
            return noted(operator, member, Phrase.of(Phrase.Kind.NO_SUCH_DATABASE, to), reason, Act.Result.REFUSED);
        }
        if (!members.isSuspended(member)) {
            return noted(operator, member, Phrase.of(Phrase.Kind.NOT_SUSPENDED), reason, Act.Result.REFUSED);
        }
        if (move.of(member).home().equals(Home.in(to))) {
            return noted(operator, member, Phrase.of(Phrase.Kind.ALREADY_SO), reason, Act.Result.NOTHING_TO_DO);
        }
        boolean begun = move.begin(
                member,
                to,
                () -> trail.note(
                        operator,
                        Act.Kind.MOVE_DATABASE,
                        member,
                        Phrase.of(Phrase.Kind.MOVED, to),
                        reason,
                        Act.Result.DONE));
        return begun
                ? noted(operator, member, Phrase.of(Phrase.Kind.MOVE_BEGUN, to), reason, Act.Result.DONE)
                : noted(operator, member, Phrase.of(Phrase.Kind.ALREADY_SO), reason, Act.Result.NOTHING_TO_DO);
    }

    private Act.Result noted(String operator, MemberCode member, Phrase said, String reason, Act.Result result) {
        trail.note(operator, Act.Kind.MOVE_DATABASE, member, said, reason, result);
        return result;
    }
}
