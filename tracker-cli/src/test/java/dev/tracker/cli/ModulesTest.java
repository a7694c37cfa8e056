package dev.tracker.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which module may know which: schemas, core, streams and bridge and ingest, cli, in that order; formats need schemas only; embedded stands alone. */
@AnalyzeClasses(packages = "dev.tracker", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

    private static final List<String> MODULES =
            List.of("schemas", "core", "streams", "bridge", "formats", "ingest", "embedded", "cli");

    @ArchTest
    static final ArchRule shouldDependOneWayOnlyWhenModulesUseEachOther = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.tracker..")
            .layer("schemas")
            .definedBy("dev.tracker.schemas..")
            .layer("core")
            .definedBy("dev.tracker.core..")
            .layer("streams")
            .definedBy("dev.tracker.streams..")
            .layer("bridge")
            .definedBy("dev.tracker.bridge..")
            .layer("formats")
            .definedBy("dev.tracker.formats..")
            .layer("ingest")
            .definedBy("dev.tracker.ingest..")
            .layer("embedded")
            .definedBy("dev.tracker.embedded..")
            .layer("cli")
            .definedBy("dev.tracker.cli..")
            .whereLayer("schemas")
            .mayNotAccessAnyLayer()
            .whereLayer("core")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("streams")
            .mayOnlyAccessLayers("schemas", "core")
            .whereLayer("bridge")
            .mayOnlyAccessLayers("schemas", "core")
            .whereLayer("formats")
            .mayOnlyAccessLayers("schemas")
            .whereLayer("ingest")
            .mayOnlyAccessLayers("schemas", "core")
            .whereLayer("embedded")
            .mayNotAccessAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static void shouldKeepItsInternalsToItselfWhenAModuleHasSome(JavaClasses classes) {
        for (String module : MODULES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.tracker." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tracker." + module + "..internal..")
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule shouldTalkToPostgresAndKafkaStreamsInTheirModuleOnlyWhenTheyMust = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tracker.schemas..",
                    "dev.tracker.core..",
                    "dev.tracker.bridge..",
                    "dev.tracker.formats..",
                    "dev.tracker.ingest..")
            .and()
            .resideOutsideOfPackage("dev.tracker.bridge.internal.history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..", "org.flywaydb..", "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule shouldNeedNoCommandAndNoKafkaWhenFormatsAreWrittenElsewhere = noClasses()
            .that()
            .resideInAPackage("dev.tracker.formats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "picocli..", "org.slf4j..", "org.junit..");

    @ArchTest
    static final ArchRule shouldProduceNothingWhenItIsTheBridge = noClasses()
            .that()
            .resideInAPackage("dev.tracker.bridge..")
            .and()
            .resideOutsideOfPackage(
                    "dev.tracker.bridge.internal.alerts..") // a role of its own, which keeps its book in Kafka
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.clients.producer..");
}
