package io.snodo.hub.federation;

import io.snodo.hub.delivery.Telling;
import io.snodo.hub.exchange.Carriage;
import io.snodo.hub.exchange.Decision;
import io.snodo.hub.exchange.Exchange;
import io.snodo.hub.exchange.Incoming;
import io.snodo.hub.exchange.Line;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.Json;
import io.snodo.messages.MemberCode;
import io.snodo.messages.MessageType;
import io.snodo.messages.receipt.Frame;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import io.snodo.messages.schema.Schemas;
import io.snodo.messages.seal.KeyRing;
import io.snodo.messages.seal.Sealed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes what a neighbour brings; each item is answered by itself. */
@Component
public class TakeCall {
    /** A ticket passes from one hub to the next; more than this is a circle that nobody has drawn yet (ST-742). */
    private static final int LONGEST_PATH = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Refusal BUSY = Refusal.later(RefusalCode.HUB_BUSY, Duration.ofSeconds(2));

    private final Members members;
    private final Exchange exchange;
    private final Registrar registrar;
    private final Telling telling;
    private final Passings passings;
    private final ToldParts parts = new ToldParts();
    private final @Nullable MemberCode own;

    TakeCall(
            Members members,
            Exchange exchange,
            Registrar registrar,
            Telling telling,
            Passings passings,
            FederationSettings settings) {
        this.members = members;
        this.exchange = exchange;
        this.registrar = registrar;
        this.telling = telling;
        this.passings = passings;
        this.own = settings.code() == null ? null : new MemberCode(settings.code());
    }

    /** What came of it. */
    public sealed interface Taken {
        record Answered(HubAnswer answer) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    /** {@code hub} is who has called, by certificate and token. */
    public Taken take(MemberCode hub, HubCall call) {
        if (own == null || members.near(hub).isEmpty()) {
            return new Taken.Refused(Refusal.of(RefusalCode.NOT_FOUND));
        }
        if (call.path().isEmpty() || !call.path().getLast().equals(hub)) {
            return new Taken.Refused(Refusal.of(RefusalCode.HUB_FOREIGN, "path"));
        }
        if (call.path().contains(own) || call.path().size() > LONGEST_PATH) {
            return new Taken.Refused(Refusal.of(RefusalCode.HUB_LOOP));
        }
        if (call.items().size() > HubCall.MOST) {
            return new Taken.Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "/items"));
        }
        if (call.registry() != null) {
            Optional<Refusal> wrong = Schemas.checkBody(Json.MAPPER.valueToTree(call.registry()), MessageType.REGISTRY);
            if (wrong.isPresent()) { // nothing that could not be told to our own members
                return new Taken.Refused(wrong.get());
            }
            parts.whole(hub, call.registry()).ifPresent(said -> registrar.told(hub, said));
        }
        Line line = new Line();
        List<CompletableFuture<HubAnswer.One>> answers = new ArrayList<>();
        for (HubCall.Item item : call.items()) {
            answers.add(take(hub, item, line));
        }
        return new Taken.Answered(
                new HubAnswer(answers.stream().map(TakeCall::within).toList()));
    }

    private CompletableFuture<HubAnswer.One> take(MemberCode hub, HubCall.Item item, Line line) {
        MemberCode to = item.to();
        if (item.message() != null && to == null && item.frame() == null) {
            return said(hub, item.message(), line);
        }
        if (to == null || item.message() != null) {
            return refused(RefusalCode.SCHEMA_INVALID);
        }
        return switch (item.frame()) {
            case Frame.Delivery(String jws, var stamp)
            when jws != null && stamp != null ->
                exchange.carry(new Carriage(hub, to, jws, stamp), line).thenApply(TakeCall::answer);
            case Frame.Progress progress -> {
                List<Frame.Step> known = progress.steps().stream()
                        .filter(step -> passings.isOf(hub, to, step.message()))
                        .toList();
                if (!known.isEmpty() && members.admits(to)) {
                    telling.tell(to, new Frame.Progress(known));
                }
                yield CompletableFuture.completedFuture(HubAnswer.One.KEPT);
            }
            case null -> refused(RefusalCode.SCHEMA_INVALID);
            case Frame.Delivery _, Frame.Receipts _, Frame.Refused _ -> refused(RefusalCode.SCHEMA_INVALID);
        };
    }

    /** A hub speaks for who is behind it, and for nobody else. */
    private CompletableFuture<HubAnswer.One> said(MemberCode hub, String jws, Line line) {
        Optional<KeyRing.Held> sealer = Sealed.read(jws).flatMap(read -> members.ownerOf(read.keyId()));
        if (sealer.isEmpty()) {
            return refused(RefusalCode.KEY_UNKNOWN);
        }
        MemberCode sender = sealer.get().member();
        if (!members.via(sender).equals(Optional.of(hub))) {
            return refused(RefusalCode.HUB_FOREIGN);
        }
        return exchange.submit(new Incoming(jws, sender, "hub " + hub), line).thenApply(TakeCall::answer);
    }

    private static HubAnswer.One answer(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var _, var stamp) -> new HubAnswer.One(stamp, null);
            case Decision.Noted _, Decision.Passed _ -> HubAnswer.One.KEPT;
            case Decision.Refused(var _, Refusal refusal) -> no(refusal);
        };
    }

    private static CompletableFuture<HubAnswer.One> refused(RefusalCode code) {
        return CompletableFuture.completedFuture(no(Refusal.of(code)));
    }

    private static HubAnswer.One no(Refusal refusal) {
        return new HubAnswer.One(null, refusal.problem(UUID.randomUUID().toString()));
    }

    private static HubAnswer.One within(CompletableFuture<HubAnswer.One> deciding) {
        try {
            return deciding.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return no(BUSY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return no(BUSY);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the exchange answers every message", e);
        }
    }
}
