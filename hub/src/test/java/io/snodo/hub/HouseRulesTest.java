package io.snodo.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What holds in every room of the hub, each with its reason. What rooms may know of each other is in RoomsTest. */
@AnalyzeClasses(
        packages = {"io.snodo.hub", "io.snodo.messages"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule NEVER_SEES_A_SPOKE = noClasses()
            .that()
            .resideInAPackage("io.snodo.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.snodo.spoke..")
            .because("hub and spoke meet in the messages and nowhere else: any hub must do, and any spoke");

    @ArchTest
    static final ArchRule MESSAGES_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("io.snodo.messages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "io.snodo.hub..", "jakarta..", "org.hibernate..", "org.apache.activemq..")
            .because("a member may build its own spoke on the messages, and not with our framework");

    @ArchTest
    static final ArchRule THREE_ROOMS_SPEAK_TO_THE_BROKER = noClasses()
            .that()
            .resideInAPackage("io.snodo.hub..")
            .and()
            .resideOutsideOfPackages(
                    "io.snodo.hub.embedded.artemis", "io.snodo.hub.delivery", "io.snodo.hub.doors.amqp")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.activemq..", "jakarta.jms..")
            .because("one brings messages in, one takes them out, one runs it; whoever decides knows of no broker");

    @ArchTest
    static final ArchRule THREE_DOORS_SPEAK_CXF = noClasses()
            .that()
            .resideOutsideOfPackages("io.snodo.hub.doors.rest", "io.snodo.hub.doors.modi", "io.snodo.hub.doors.soap")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.apache.cxf..")
            .because("a binding carries and decides nothing, so that another one needs no second set of rules");

    @ArchTest
    static final ArchRule WHAT_FLOWS_IS_NO_ENTITY = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.snodo.hub.exchange..",
                    "io.snodo.hub.delivery..",
                    "io.snodo.hub.evidence..",
                    "io.snodo.hub.doors..",
                    "io.snodo.messages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .because("Hibernate is for what people edit; what flows is written in batches (design, decision 8)");

    @ArchTest
    static final ArchRule DOORS_ASK_ROOMS_AND_NOT_TABLES = noClasses()
            .that()
            .resideInAnyPackage("io.snodo.hub.doors..", "..pages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
            .because("a door that reads a table has begun to decide");

    @ArchTest
    static final ArchRule THE_DATABASE_OWNER_ONLY_MIGRATES = noClasses()
            .that()
            .resideOutsideOfPackage("io.snodo.hub.embedded.postgres")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("DatabaseCoordinates")
            .because("whoever has the owner's password can let go of row security");

    @ArchTest
    static final ArchRule TIME_IS_PASSED_IN = noClasses()
            .that()
            .doNotHaveSimpleName("HubApplication")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .because("deadlines and alarms must be testable without waiting");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .because("who waits, waits for something: a bell, a queue, a future");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_IT_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .because("such a name says that nobody knows what the class is for");
}
