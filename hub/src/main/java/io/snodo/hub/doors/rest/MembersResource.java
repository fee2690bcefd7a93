package io.snodo.hub.doors.rest;

import io.snodo.hub.members.Members;
import io.snodo.hub.members.Registrar;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.body.RegistryChanges;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/** Who belongs to the network, for members to look up. */
@Component
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
    private static final LongFunction<RegistryChanges> NOTHING = version ->
            new RegistryChanges(version, version, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    private final Members members;
    private final Registrar registrar;

    MembersResource(Members members, Registrar registrar) {
        this.members = members;
        this.registrar = registrar;
    }

    /** All of it; or what is otherwise than in a version that the caller has, where that is known still (ST-622). */
    @GET
    @Path("registry")
    public Response registry(
            @QueryParam("since") @DefaultValue("0") String since,
            @Context Request request,
            @Context SecurityContext caller) {
        Registry registry = told(caller);
        long copy = copy(since);
        if (copy == registry.version()) {
            return Conditional.answer(request, version(registry) + "-since-" + copy, NOTHING.apply(copy));
        }
        if (copy > 0 && copy < registry.version()) {
            Optional<RegistryChanges> changes = registrar.changes(reader(caller), copy, registry.version());
            if (changes.isPresent()) {
                return Conditional.answer(request, version(registry) + "-since-" + copy, changes.get());
            }
        }
        return Conditional.answer(request, version(registry), registry);
    }

    private static long copy(String since) {
        try {
            return Long.parseUnsignedLong(since);
        } catch (NumberFormatException e) {
            throw new Refused(Refusal.of(RefusalCode.SCHEMA_INVALID, "since"));
        }
    }

    @GET
    @Path("members")
    public Response all(@Context Request request, @Context SecurityContext caller) {
        Registry registry = told(caller);
        return Conditional.answer(request, version(registry), new Listing<>(registry.members(), null));
    }

    @GET
    @Path("members/{code}")
    public Response one(@PathParam("code") String code, @Context Request request, @Context SecurityContext caller) {
        Registry registry = told(caller);
        return registry.members().stream()
                .filter(member -> member.code().value().equals(code))
                .findAny()
                .map(member -> Conditional.answer(request, version(registry), member))
                .orElseThrow(MembersResource::notFound);
    }

    private Registry told(SecurityContext caller) {
        return members.registry(reader(caller));
    }

    private static MemberCode reader(SecurityContext caller) {
        return new MemberCode(caller.getUserPrincipal().getName());
    }

    private static String version(Registry registry) {
        return "registry-" + registry.version();
    }

    private static Refused notFound() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
