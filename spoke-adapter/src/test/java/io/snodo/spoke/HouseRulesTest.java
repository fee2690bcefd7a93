package io.snodo.spoke;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** What holds in every room of the spoke, each with its reason. */
@AnalyzeClasses(packages = "io.snodo.spoke", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule NEVER_SEES_THE_HUB = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.snodo.hub..")
            .because("hub and spoke meet in the messages and nowhere else: any hub must do, and any spoke");

    @ArchTest
    static final ArchRule ONE_ROOM_SPEAKS_JMS = noClasses()
            .that()
            .resideOutsideOfPackage("io.snodo.spoke.link.amqp")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.apache.qpid..")
            .because("a binding carries and decides nothing, so that another one needs no second set of rules");

    @ArchTest
    static final ArchRule ONE_ROOM_OPENS_THE_STORE = noClasses()
            .that()
            .resideOutsideOfPackage("io.snodo.spoke.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "com.zaxxer.hikari..", "org.flywaydb..")
            .because("with a second writing connection our own locks would meet us (decision 0001)");

    @ArchTest
    static final ArchRule PAGES_ASK_ROOMS_AND_NOT_TABLES = noClasses()
            .that()
            .resideInAPackage("..pages..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
            .because("what a page shows and does is decided where it can be tested without a browser");

    @ArchTest
    static final ArchRule NO_ENTITIES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .because("it would double the start time and the memory of a process that must be light");

    @ArchTest
    static final ArchRule TIME_IS_PASSED_IN = noClasses()
            .that()
            .doNotHaveSimpleName("LinkBeans")
            .and()
            .doNotHaveSimpleName("SpokeApplication")
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

    @ArchTest
    static final ArchRule SECRETS_OF_THE_LINK_STAY_IN_IT = classes()
            .that(resideInAPackage("io.snodo.spoke.link"))
            .and()
            .haveNameMatching(".*(Inbox|Sending|Receipts|Answers|Applying|Alarms|HubSeal|SenderSeal|FrameReader)")
            .should()
            .bePackagePrivate()
            .because("what is verified, kept and answered is reached by the mailroom alone");
}
