package io.snodo.ops.attack.assaults;

import io.snodo.messages.TicketNumber;
import io.snodo.ops.attack.ground.Party;
import io.snodo.ops.attack.interfaces.Door;
import io.snodo.ops.attack.seen.Answer;
import io.snodo.ops.attack.seen.Judge;
import io.snodo.ops.attack.seen.Masked;
import io.snodo.ops.attack.seen.Role;
import io.snodo.ops.attack.visitors.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Owner and stranger ask for the same at the same time, so that the hub's pooled connections go from one to the other. */
public final class PoolAssault {
    private static final int THREADS = 6;

    private final Judge judge;
    private final Party owner;
    private final Party stranger;
    private final int each;

    public PoolAssault(Judge judge, Party owner, Party stranger, int each) {
        this.judge = judge;
        this.owner = owner;
        this.stranger = stranger;
        this.each = each;
    }

    public void on(TicketNumber ticket) {
        List<String> paths = List.of(
                "/tickets/" + ticket,
                "/tickets/" + ticket + "/attachments",
                "/tickets/" + ticket + "/evidence",
                "/tickets");
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        owner.see(paths.get(n % paths.size()));
                    }
                }));
                all.add(threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        ask(paths.get(n % paths.size()), ticket);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new Broken("asking side by side failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String path, TicketNumber ticket) {
        judge.tally().attempt(Door.JSON_API, Role.FOREIGN_MEMBER);
        Answer answer = stranger.see(path);
        Judge.Attempt attempt =
                new Judge.Attempt(Door.JSON_API, Role.FOREIGN_MEMBER, path + " while its owner asks too", false);
        judge.content(attempt, answer, Set.of(ticket.value()));
        if (!path.equals("/tickets") && answer.status() != 404 && answer.status() != 503) {
            judge.access(
                    attempt,
                    "answered "
                            + Masked.of(answer, Set.of(ticket.value()))
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
        }
    }
}
