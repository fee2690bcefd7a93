package io.snodo.ops.evidence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.snodo.ops.evidence", importOptions = ImportOption.DoNotIncludeTests.class)
class IndependenceTest {
    @ArchTest
    static final ArchRule THE_VERIFIER_SHARES_NOTHING_WITH_WHAT_IT_VERIFIES = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.security.auth.x500..",
                    "org.bouncycastle..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..",
                    "io.snodo.ops.evidence",
                    "") // arrays of primitives
            .because("a mistake of the hub's that the verifier shared would prove itself right");

    @ArchTest
    static final ArchRule AND_IT_NEEDS_NO_NETWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.net..", "java.nio.channels..", "javax.net..")
            .because("evidence is verified years later, by somebody whom nobody answers");
}
