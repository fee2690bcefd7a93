package io.snodo.spoke;

import io.snodo.spoke.enrolment.CertificatesRenewed;
import io.snodo.spoke.enrolment.FinishRenewal;
import io.snodo.spoke.enrolment.JoinCommand;
import io.snodo.spoke.enrolment.RenewCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** A spoke's process. Its settings are in {@code spoke.yaml}, so that hub and spoke can share a class path. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SpokeApplication {
    /** {@code join INVITATION} gets this spoke its certificates, {@code renew} new ones; everything else starts it. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("join")) {
            System.exit(join(List.of(args).subList(1, args.length)));
        }
        if (args.length > 0 && args[0].equals("renew")) {
            System.exit(RenewCommand.run(List.of(args).subList(1, args.length), terminal(), Clock.systemUTC()));
        }
        serve(args);
    }

    private static PrintStream terminal() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /** Until the certificates are renewed; then again, for everything goes by its files from the start. */
    private static void serve(String[] args) {
        ConfigurableApplicationContext spoke = application().run(args);
        spoke.addApplicationListener((PayloadApplicationEvent<?> event) -> {
            if (event.getPayload() instanceof CertificatesRenewed) {
                Thread.ofPlatform().name("again").start(() -> {
                    spoke.close();
                    serve(args);
                });
            }
        });
    }

    private static int join(List<String> arguments) {
        return JoinCommand.run(arguments, System.in, terminal(), SpokeApplication::application, Clock.systemUTC());
    }

    /** The application as it is started everywhere, tests and benchmark included. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SpokeApplication.class);
        application.setDefaultProperties(java.util.Map.of("spring.config.name", "spoke"));
        application.addInitializers(new FinishRenewal());
        return application;
    }
}
