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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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
    public Registry registry() {
        return members.registry();
    }

    @GET
    @Path("members")
    public List<Registry.Member> all() {
        return members.registry().members();
    }

    @GET
    @Path("members/{code}")
    public Registry.Member one(@PathParam("code") String code) {
        try {
            return members.find(new MemberCode(code)).orElseThrow(MembersResource::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static Refused notFound() {
        return new Refused(Refusal.of(RefusalCode.NOT_FOUND));
    }
}
