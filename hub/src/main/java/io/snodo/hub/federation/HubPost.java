package io.snodo.hub.federation;

import io.snodo.hub.delivery.Parcel;
import io.snodo.hub.delivery.Post;
import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import io.snodo.messages.refusal.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Brings deliveries for members behind another hub to that hub. */
@Component
class HubPost implements Post {
    private final Members members;
    private final ObjectProvider<HubCalls> calls;

    HubPost(Members members, ObjectProvider<HubCalls> calls) {
        this.members = members;
        this.calls = calls;
    }

    @Override
    public boolean serves(Binding binding) {
        return binding instanceof Binding.Via;
    }

    @Override
    public Result put(MemberCode member, URI to, Parcel parcel) {
        Optional<NearHub> hub = members.via(member).flatMap(members::near);
        HubCalls caller = calls.getIfAvailable();
        if (hub.isEmpty() || caller == null) {
            return new Result.Wait("hub_unknown");
        }
        return switch (parcel) {
            case Parcel.Answer _ -> new Result.AtFault("not_between_hubs");
            case Parcel.Frames(var frames) ->
                result(caller.call(
                        hub.get(),
                        new HubCall(
                                List.of(caller.own()),
                                null,
                                frames.stream()
                                        .map(frame -> new HubCall.Item(member, frame, null))
                                        .toList())));
        };
    }

    private static Result result(HubCalls.Result result) {
        return switch (result) {
            case HubCalls.Result.Away(String cause) -> new Result.Wait(cause);
            case HubCalls.Result.AtFault(String cause) -> new Result.AtFault(cause);
            case HubCalls.Result.Answered(HubAnswer answer) -> {
                List<Problem> problems = answer.items().stream()
                        .flatMap(item -> Optional.ofNullable(item.problem()).stream())
                        .toList();
                Optional<Problem> worst = problems.stream()
                        .filter(problem -> !problem.retryable())
                        .findFirst();
                if (worst.isPresent()) {
                    yield new Result.AtFault("hub_refuses_" + worst.get().code().wire());
                }
                yield problems.isEmpty()
                        ? new Result.Put()
                        : new Result.Wait(
                                "hub_answers_" + problems.getFirst().code().wire());
            }
        };
    }
}
