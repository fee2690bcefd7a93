package io.snodo.conformance;

import io.snodo.messages.MemberCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line; {@code --help} explains it. */
public record Options(
        String role,
        String binding,
        @Nullable URI hub,
        @Nullable URI bindings,
        int endpointPort,
        @Nullable URI endpoint,
        String audience,
        @Nullable URI api,
        @Nullable Duration silence,
        @Nullable Path keys,
        List<MemberCode> members,
        @Nullable MemberCode held,
        int port,
        @Nullable URI driver,
        String prefix,
        Pattern cases,
        long seed,
        Duration patience,
        Path report,
        @Nullable Path key,
        boolean coverage,
        boolean list,
        boolean help) {

    static final String HELP = """
            Staffetta conformance kit: plays its cases against a hub, or against a spoke, and writes a signed report.

              java -jar staffetta-conformance-kit-exec.jar --role hub --hub amqps://HOST:PORT --keys FOLDER
                  --members CODE,CODE,CODE,CODE [--api https://HOST/] [--silence 20S]
                  [--binding rest-push --bindings-url https://HOST:PORT/ --endpoint-port PORT]
              java -jar staffetta-conformance-kit-exec.jar --role spoke --port PORT --keys FOLDER --members CODE
                  --prefix PREFIX [--driver http://HOST:PORT/]
                  [--binding rest-push --endpoint https://HOST:PORT/PATH]

              --role hub|spoke     which of the two is under test
              --binding NAME       over which binding: amqp, rest-pull, rest-push, soap-pull, soap-push
              --keys FOLDER        authority.pem; hub/seal.pem (role hub); a folder for each member with link.pem, link.key,
                                   seal.pem, seal.key; in role spoke also hub/ with link.* and seal.*, which the kit then is.
                                   For REST and SOAP signature.pem and signature.key of each, and hub/signature.pem
              --members LIST       role hub: four members the kit speaks as, A to D. Everybody takes tickets from everybody,
                                   but C none from D. Role spoke: the member whose spoke is tested
              --hub URL            role hub: its AMQP address, amqps://HOST:PORT
              --bindings-url URL   role hub: where its REST and SOAP bindings are, https://HOST:PORT/
              --endpoint-port PORT role hub, push: where member A is called; B to D at the ports that follow. The hub has to
                                   know https://127.0.0.1:PORT/staffetta as the endpoint of the first, and so on
              --held CODE          role hub, SOAP: a fifth member, E, that has no seal key of its own: the hub holds it. Of its
                                   keys only link.* and signature.* are needed; it is called at the port after D's
              --audience NAME      what the hub is called in tokens (hub)
              --api URL            the hub's JSON API; without it the cases that need it are left out
              --silence TIME       after which the hub closes what is resolved, where that is short enough to wait for
              --port PORT          role spoke: where the kit listens as a hub
              --endpoint URL       role spoke, push: where the spoke is called
              --prefix PREFIX      role spoke: of its ticket numbers
              --driver URL         role spoke: POST URL/ACTION makes the spoke say something; see the README
              --cases PATTERN      only cases whose id matches
              --seed N             of the random walk; printed with every run
              --patience TIME      how long an answer may take (20S)
              --report FOLDER      where the report goes (conformance-report)
              --key FILE           PKCS#8 PEM with FILE's name in .pem beside it: what signs the report; made anew if absent
              --list               print the cases and end
              --coverage           print which MUST is shown by what, and end; 1 if one is shown by nothing
            """;

    Path requiredKeys() {
        return required(keys, "--keys");
    }

    <T> T required(@Nullable T value, String option) {
        if (value == null) {
            throw new Unusable(option + " is missing; see --help");
        }
        return value;
    }

    static Options of(String... args) {
        Iterator<String> rest = Arrays.asList(args).iterator();
        Reader reader = new Reader(rest);
        while (rest.hasNext()) {
            reader.take(rest.next());
        }
        return reader.options();
    }

    /** An option that is not there, or makes no sense. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    private static final class Reader {
        private final Iterator<String> rest;
        private String role = "hub";
        private String binding = "amqp";
        private @Nullable URI hub;
        private @Nullable URI bindings;
        private int endpointPort = 8444;
        private @Nullable URI endpoint;
        private String audience = "hub";
        private @Nullable URI api;
        private @Nullable Duration silence;
        private @Nullable Path keys;
        private List<MemberCode> members = List.of();
        private @Nullable MemberCode held;
        private int port = 5671;
        private @Nullable URI driver;
        private String prefix = "";
        private Pattern cases = Pattern.compile(".*");
        private long seed = System.nanoTime() & 0xFFFF_FFFFL;
        private Duration patience = Duration.ofSeconds(20);
        private Path report = Path.of("conformance-report");
        private @Nullable Path key;
        private boolean coverage;
        private boolean list;
        private boolean help;

        Reader(Iterator<String> rest) {
            this.rest = rest;
        }

        void take(String option) {
            switch (option) {
                case "--role" -> role = one(option, "hub", "spoke");
                case "--binding" -> binding = one(option, "amqp", "rest-pull", "rest-push", "soap-pull", "soap-push");
                case "--hub" -> hub = URI.create(value(option));
                case "--bindings-url" -> bindings = URI.create(value(option));
                case "--endpoint-port" -> endpointPort = Integer.parseInt(value(option));
                case "--endpoint" -> endpoint = URI.create(value(option));
                case "--audience" -> audience = value(option);
                case "--api" -> api = URI.create(value(option));
                case "--silence" -> silence = Duration.parse("PT" + value(option));
                case "--keys" -> keys = Path.of(value(option));
                case "--members" ->
                    members = Arrays.stream(value(option).split(","))
                            .map(MemberCode::new)
                            .toList();
                case "--held" -> held = new MemberCode(value(option));
                case "--port" -> port = Integer.parseInt(value(option));
                case "--driver" -> driver = URI.create(value(option));
                case "--prefix" -> prefix = value(option);
                case "--cases" -> cases = Pattern.compile(value(option));
                case "--seed" -> seed = Long.parseLong(value(option));
                case "--patience" -> patience = Duration.parse("PT" + value(option));
                case "--report" -> report = Path.of(value(option));
                case "--key" -> key = Path.of(value(option));
                case "--coverage" -> coverage = true;
                case "--list" -> list = true;
                case "--help", "-h" -> help = true;
                default -> throw new Unusable("there is no option " + option + "; see --help");
            }
        }

        private String value(String option) {
            if (!rest.hasNext()) {
                throw new Unusable(option + " wants a value; see --help");
            }
            return rest.next();
        }

        private String one(String option, String... allowed) {
            String value = value(option);
            if (!Arrays.asList(allowed).contains(value)) {
                throw new Unusable(option + " is one of " + String.join(", ", allowed) + ", not " + value);
            }
            return value;
        }

        Options options() {
            return new Options(
                    role,
                    binding,
                    hub,
                    bindings,
                    endpointPort,
                    endpoint,
                    audience,
                    api,
                    silence,
                    keys,
                    members,
                    held,
                    port,
                    driver,
                    prefix,
                    cases,
                    seed,
                    patience,
                    report,
                    key,
                    coverage,
                    list,
                    help);
        }
    }
}
