package io.snodo.hub.doors.rest;

import io.snodo.hub.members.TenantFiles;
import io.snodo.hub.operators.Act;
import io.snodo.hub.operators.FolderApplication;
import io.snodo.hub.operators.Plan;
import io.snodo.hub.operators.Trail;
import io.snodo.messages.refusal.Refusal;
import io.snodo.messages.refusal.RefusalCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an operator's program does with the registry as a whole, and the trail of what was done. */
@Component
@Path("/operator")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorResource {
    private static final int MAX_PAGE = 200;
    private static final String DIGITS = "[0-9]{1,18}";

    private final FolderApplication folder;
    private final TenantFiles files;
    private final Trail trail;
    private final Clock clock;

    OperatorResource(FolderApplication folder, TenantFiles files, Trail trail, Clock clock) {
        this.folder = folder;
        this.files = files;
        this.trail = trail;
        this.clock = clock;
    }

    @GET
    @Path("plan")
    public Plan plan() {
        return folder.plan();
    }

    /** By their paths; {@code after} is the one that the last page ended with. */
    @GET
    @Path("folder")
    public Listing<TenantFiles.Content> folder(@QueryParam("after") @DefaultValue("") String after) {
        TenantFiles.Page page = files.after(after).orElseThrow(() -> new Refused(Refusal.of(RefusalCode.NOT_FOUND)));
        return new Listing<>(
                page.files(),
                page.more()
                        ? "?after=" + URLEncoder.encode(page.files().getLast().path(), StandardCharsets.UTF_8)
                        : null);
    }

    @POST
    @Path("registry")
    @Consumes(MediaType.APPLICATION_JSON)
    public FolderApplication.Applied apply(InputStream body, @Context SecurityContext caller) {
        String plan = Asked.read(body, clock).text("plan", 64);
        return folder.apply(caller.getUserPrincipal().getName(), plan);
    }

    /** Newest first; {@code before} is the id that the last page ended with. */
    @GET
    @Path("acts")
    public Listing<Act> acts(
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("before") @DefaultValue("0") String before) {
        int size = (int) Math.clamp(number(limit, "limit"), 1, MAX_PAGE);
        List<Act> page = trail.page(size, number(before, "before"));
        return new Listing<>(
                page, page.size() < size ? null : "?before=" + page.getLast().id() + "&limit=" + size);
    }

    private static long number(String text, String name) {
        if (!text.matches(DIGITS)) {
            throw Asked.wrong(name);
        }
        return Long.parseLong(text);
    }
}
