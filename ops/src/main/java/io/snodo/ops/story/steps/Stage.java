package io.snodo.ops.story.steps;

import io.snodo.messages.TicketNumber;
import io.snodo.messages.seal.SealKey;
import io.snodo.messages.seal.VerifyKey;
import io.snodo.ops.demo.DemoMember;
import io.snodo.ops.demo.Logins;
import io.snodo.ops.demo.Network;
import io.snodo.ops.requests.Request;
import io.snodo.ops.story.surfaces.Api;
import io.snodo.ops.story.surfaces.Desk;
import io.snodo.ops.story.surfaces.NotObserved;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the steps of the story play on: the running network, the people at its desks, and a supply of requests. */
public final class Stage {
    private final Network network;
    private final List<Request> supply;
    private final Consumer<String> narrator;
    private final Map<DemoMember, Desk> operators = new EnumMap<>(DemoMember.class);
    private final List<Desk.Opened> handedOver = new ArrayList<>();
    private Iterator<Request> requests;
    private @Nullable TicketNumber lent;

    public Stage(Network network, List<Request> supply, Consumer<String> narrator) {
        this.network = network;
        this.supply = supply;
        this.narrator = narrator;
        this.requests = supply.iterator();
    }

    public Network network() {
        return network;
    }

    URI hub() {
        return network.hub().address();
    }

    /** The operator at a member's desk, logged in. */
    Desk desk(DemoMember member) {
        return operators.computeIfAbsent(
                member, m -> Desk.logIn(m, network.spoke(m).address(), Logins.OPERATOR));
    }

    /** Somebody of that member who may approve what others write. */
    Desk validator(DemoMember member) {
        return Desk.logIn(member, network.spoke(member).address(), Logins.VALIDATOR);
    }

    /** The hub's API, called in a member's name with its seal key. */
    Api api(DemoMember member) {
        return new Api(hub(), member.code(), sealKey(member));
    }

    SealKey sealKey(DemoMember member) {
        Path keys = network.folder().keys(member);
        try {
            return SealKey.read(keys.resolve("seal.key"), VerifyKey.read(keys.resolve("seal.pem")));
        } catch (IOException e) {
            throw new NotObserved("the demo's keys are not there: " + e.getMessage(), e);
        }
    }

    /** The next request of the file, from its beginning again after its end. */
    Request request() {
        if (!requests.hasNext()) {
            requests = supply.iterator();
        }
        return requests.next();
    }

    /** Tickets that Venezia has opened and Parma holds, for the steps that need one. */
    List<Desk.Opened> handedOver() {
        return handedOver;
    }

    Desk.Opened takeHandedOver() {
        return handedOver.removeLast();
    }

    /** A ticket of Brescia's that Reggio Calabria holds because of overflow. */
    TicketNumber lent() {
        if (lent == null) {
            throw new NotObserved("nothing was lent to Reggio Calabria");
        }
        return lent;
    }

    void lent(TicketNumber number) {
        lent = number;
    }

    /** One observation, in words. */
    void say(String observation) {
        narrator.accept(observation);
    }
}
