package io.snodo.messages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "io.snodo.messages", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.slf4j..")
            .because("hub, spoke and other people's programs share the messages, whatever they are built with");

    @ArchTest
    static final ArchRule NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideOutsideOfPackage("..seal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..")
            .because("what a message means depends on the message alone; only keys are read from files");

    @ArchTest
    static final ArchRule RULES_ARE_PLAIN = classes()
            .that()
            .resideInAnyPackage("..custody..", "..status..", "..task..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.time..", "java.util..", "io.snodo.messages..", "org.jspecify..")
            .because("custody, status and tasks are what everybody must be able to check by reading");

    @ArchTest
    static final ArchRule NO_CLOCK_OF_THEIR_OWN = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time is handed in, so that every moment can be tested");

    /** The envelope and what stands in it are one vocabulary: the folder {@code body} keeps its two dozen records apart. */
    @ArchTest
    static final ArchRule NO_CIRCLES = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName();
                    return SliceIdentifier.of(name.endsWith(".body") ? "io.snodo.messages" : name);
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            })
            .should()
            .beFreeOfCycles()
            .because("who reads one room must not have to read them all");
}
