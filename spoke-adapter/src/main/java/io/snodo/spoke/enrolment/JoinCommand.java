package io.snodo.spoke.enrolment;

import io.snodo.messages.enrolment.Enrolled;
import io.snodo.messages.enrolment.Invitation;
import io.snodo.messages.enrolment.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;

/** {@code join INVITATION}: from an invitation to a spoke that only has to be started. Repeating it goes on where it stopped. */
public final class JoinCommand {
    private final InputStream in;
    private final PrintStream out;
    private final Supplier<SpringApplication> spoke;
    private final Clock clock;
    private final Words words;

    private JoinCommand(InputStream in, PrintStream out, Supplier<SpringApplication> spoke, Clock clock, Words words) {
        this.in = in;
        this.out = out;
        this.spoke = spoke;
        this.clock = clock;
        this.words = words;
    }

    /**
     * The exit code: 0 if it has joined, 1 if not, 2 if what was typed cannot be understood.
     *
     * @param spoke the application as it is started everywhere
     */
    public static int run(
            List<String> arguments, InputStream in, PrintStream out, Supplier<SpringApplication> spoke, Clock clock) {
        Words words = new Words(JoinOptions.locale(arguments));
        if (JoinOptions.wantsHelp(arguments)) {
            out.println(words.say("help"));
            return arguments.isEmpty() ? 2 : 0;
        }
        try {
            new JoinCommand(in, out, spoke, clock, words).join(JoinOptions.of(arguments, in));
            return 0;
        } catch (CannotJoin e) {
            out.println(words.say("failed", words.why(e)));
            return e.key().startsWith("typed.") ? 2 : 1;
        } catch (IOException e) {
            out.println(words.say("failed", words.say("folder.unwritable", String.valueOf(e.getMessage()))));
            return 1;
        }
    }

    private void join(JoinOptions options) throws CannotJoin, IOException {
        Invitation invitation =
                Invitation.read(options.invitation()).orElseThrow(() -> new CannotJoin("invitation.unreadable"));
        URI hub = hub(invitation);
        out.println(words.say("step.invitation", invitation.name(), hub.getHost()));
        SpokeFolder folder = new SpokeFolder(options.folder());
        if (folder.owner().filter(other -> !other.equals(invitation.member())).isPresent()) {
            throw new CannotJoin("folder.other", folder.root(), folder.owner().get());
        }
        folder.begin(invitation.member());
        out.println(words.say("step.keys", folder.keys().folder()));
        KeyFiles offered = folder.offered(invitation.id());
        Enrolled enrolled = enrol(invitation, hub, offered);
        if (!enrolled.member().equals(invitation.member())) {
            throw new CannotJoin("hub.wrong", enrolled.member());
        }
        folder.enrolled(invitation.id(), offered, enrolled);
        folder.settle(enrolled, options.port());
        out.println(words.say(
                "step.enrolled",
                enrolled.certificates().values().stream()
                        .map(Enrolled.Given::until)
                        .min(java.util.Comparator.naturalOrder())
                        .map(until -> java.util.Date.from(until))
                        .orElseThrow()));
        folder.login(enrolled.name())
                .ifPresent(password -> out.println(words.say("step.login", "operatore", password)));
        URI door = TryOut.door(enrolled);
        TryOut.reach(door);
        out.println(words.say("step.reached", door.getHost(), String.valueOf(door.getPort())));
        new TryOut(spoke.get(), clock).tryOut(folder.settings());
        out.println(words.say("step.both"));
        out.println(words.say("done", folder.root(), String.valueOf(options.port())));
    }

    private URI hub(Invitation invitation) throws CannotJoin {
        URI hub = URI.create(invitation.hub());
        boolean here = Set.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(hub.getHost()));
        if (!"https".equals(hub.getScheme()) && !here) {
            throw new CannotJoin("invitation.insecure", hub);
        }
        return hub;
    }

    private Enrolled enrol(Invitation invitation, URI hub, KeyFiles offered) throws CannotJoin, IOException {
        try (HubApi api = new HubApi(hub, invitation.authorities(), clock)) {
            return api.ask(
                    "/enrolment",
                    invitation.token(),
                    Offers.of(
                            offered,
                            List.of(Purpose.values()),
                            invitation.member(),
                            invitation.agreement(),
                            invitation.id().toString()));
        } catch (HubApi.Refused e) {
            String own = "refused." + e.problem().code();
            throw words.knows(own)
                    ? new CannotJoin(e, own)
                    : new CannotJoin(
                            e,
                            "refused",
                            words.isItalian() ? e.problem().it() : e.problem().en(),
                            e.problem().advice());
        }
    }
}
