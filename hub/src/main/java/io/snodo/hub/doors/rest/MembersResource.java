package io.snodo.hub.doors.rest;

import io.snodo.hub.members.Members;
import io.snodo.messages.MemberCode;
import io.snodo.messages.body.Registry;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.springframework.stereotype.Component;

/** Who belongs to the network, for members to look up. */
@Component
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class MembersResource {
    private final Members members;

    MembersResource(Members members) {
        this.members = members;
    }

    @GET
    @Path("registry")
    public Response registry(@Context Request request, @Context SecurityContext caller) {
        Registry registry = told(caller);
        return Conditional.answer(request, version(registry), registry);
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
        return members.registry(new MemberCode(caller.getUserPrincipal().getName()));
    }

    private static String version(Registry registry) {
        return "registry-" + registry.version();
    }

    private static Refused notFound() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
