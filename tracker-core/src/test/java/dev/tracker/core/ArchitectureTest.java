package dev.tracker.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** What may know what. */
@AnalyzeClasses(packages = "dev.tracker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule shouldKeepTheFoldPureWhenItGrows = classes()
            .that()
            .resideInAPackage("dev.tracker.core")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tracker.core",
                    "dev.tracker.schemas",
                    "java.lang..",
                    "java.math",
                    "java.time..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "org.jspecify.annotations")
            .because("the fold knows no Kafka, JDBC, HTTP, logger, file or thread");

    @ArchTest
    static final ArchRule shouldUseKafkaInTheClientOnlyWhenInCore = noClasses()
            .that()
            .resideInAPackage("dev.tracker.core..")
            .and()
            .resideOutsideOfPackage("dev.tracker.core.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.slf4j..");

    @ArchTest
    static final ArchRule shouldKeepSchemasBelowCoreWhenTheyGrow = noClasses()
            .that()
            .resideInAPackage("dev.tracker.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tracker.core..", "org.apache.kafka..", "java.sql..", "org.slf4j..");

    @ArchTest
    static final ArchRule shouldNotKnowTheClientWhenFolding = noClasses()
            .that()
            .resideInAPackage("dev.tracker.core")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tracker.core.client..");

    @ArchTest
    static final ArchRule shouldReadNoWallClockWhenFolding = noClasses()
            .that()
            .resideInAPackage("dev.tracker.core")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
