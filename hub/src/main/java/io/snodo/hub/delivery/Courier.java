package io.snodo.hub.delivery;

import io.snodo.hub.members.Binding;
import io.snodo.hub.members.Members;
import io.snodo.hub.members.NearHub;
import io.snodo.messages.MemberCode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Calls members by the binding that is theirs; no more of them at once than the hub can bear. */
@Component
public class Courier {
    private final Members members;
    private final List<Post> posts;
    private final Semaphore inFlight;

    Courier(Members members, List<Post> posts, PushSettings settings) {
        this.members = members;
        this.posts = List.copyOf(posts);
        this.inFlight = new Semaphore(settings.inFlight());
    }

    /** Whether every member comes by itself. */
    boolean callsNobody() {
        return members.bindings().isEmpty();
    }

    /**
     * Where the hub calls {@code member}; empty if it does not, or for the time being. Who is behind another hub may be on its
     * way out there, where it has to hear how its tickets end; what is for one that is suspended that hub keeps.
     */
    public Optional<URI> endpoint(MemberCode member) {
        if (members.isSuspended(member) && members.via(member).isEmpty()) {
            return Optional.empty();
        }
        return switch (members.bindingOf(member)) {
            case Binding.RestPush(URI to) -> Optional.of(to);
            case Binding.SoapPush(URI to) -> Optional.of(to);
            case Binding.Amqp() -> Optional.empty();
            case Binding.RestPull() -> Optional.empty();
            case Binding.SoapPull() -> Optional.empty();
            case Binding.Via(MemberCode hub) -> members.near(hub).map(NearHub::endpoint);
        };
    }

    /** Whether {@code to} is where {@code member} may have itself called: at the origin of its endpoint. */
    public boolean mayCall(MemberCode member, URI to) {
        return !(members.bindingOf(member) instanceof Binding.Via)
                && endpoint(member).filter(known -> sameOrigin(known, to)).isPresent();
    }

    private static boolean sameOrigin(URI known, URI asked) {
        return "https".equals(asked.getScheme())
                && known.getHost().equalsIgnoreCase(asked.getHost())
                && port(known) == port(asked)
                && asked.getRawUserInfo() == null
                && asked.getRawFragment() == null;
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? 443 : address.getPort();
    }

    /** Waits for its turn; every call that it waits for ends within a bounded time. */
    public Post.Result bring(MemberCode member, URI to, Parcel parcel) {
        Optional<Post> post =
                posts.stream().filter(p -> p.serves(members.bindingOf(member))).findFirst();
        if (post.isEmpty()) {
            return new Post.Result.Wait("binding_not_served");
        }
        inFlight.acquireUninterruptibly();
        try {
            return post.get().put(member, to, parcel);
        } finally {
            inFlight.release();
        }
    }
}
