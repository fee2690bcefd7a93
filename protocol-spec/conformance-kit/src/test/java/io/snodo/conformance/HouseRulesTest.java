package io.snodo.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    /** A kit that knew ours would find ours good. */
    @Test
    void knowsNeitherOurHubNorOurSpoke() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.snodo.hub..", "io.snodo.spoke..", "io.snodo.ops..", "org.springframework..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.snodo.conformance"));
    }
}
