package io.eventstatistics;

import java.util.HashSet;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The allowed imports between packages, and the libraries that each may use.
 */
@AnalyzeClasses(packagesOf = EventStatisticsApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String OPTIONAL = "it can be removed by deleting its folder and its lines in the root";

	@ArchTest
	static final ArchRule windowIsPureAlgorithms = classes().that()
		.resideInAPackage("..window..")
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage("java.io", "java.lang..", "java.math", "java.util..",
				"io.eventstatistics.window..", "org.jspecify.annotations"))
		.because("it is tested and read without Spring, Jackson or a clock");

	@ArchTest
	static final ArchRule sumsKnowNoWindow = noClasses().that()
		.resideInAPackage("..window.sum")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..window")
		.because("every import points inward");

	@ArchTest
	static final ArchRule windowKnowsNoLock = noClasses().that()
		.resideInAPackage("..window..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.util.concurrent.locks", "java.time..")
		.because("the shell around it holds the lock and reads the clock");

	@ArchTest
	static final ArchRule eventImportsOnlyWindowAndIdempotency = importsOnly("event", "event.idempotency", "window",
			"window.series");

	@ArchTest
	static final ArchRule idempotencyImportsNothingOfOurs = importsOnly("event.idempotency");

	@ArchTest
	static final ArchRule parsersImportOnlyEvent = importsOnly("ingest.parse", "event");

	@ArchTest
	static final ArchRule ingestImportsOnlyItsParsersAndEvent = importsOnly("ingest", "ingest.parse", "event",
			"carrier");

	@ArchTest
	static final ArchRule queryImportsOnlyEventAndWindow = importsOnly("query", "event", "window", "window.sum",
			"window.rank");

	@ArchTest
	static final ArchRule liveImportsOnlyQueryEventAndWindow = importsOnly("live", "query", "event", "window",
			"carrier");

	@ArchTest
	static final ArchRule metricsImportsOnlyEvent = importsOnly("metrics", "event");

	@ArchTest
	static final ArchRule limitImportsOnlyIngest = importsOnly("limit", "ingest");

	@ArchTest
	static final ArchRule carrierImportsNothingOfOurs = importsOnly("carrier");

	@ArchTest
	static final ArchRule securityImportsNothingOfOurs = importsOnly("security");

	@ArchTest
	static final ArchRule pageImportsNothingOfOurs = importsOnly("page");

	@ArchTest
	static final ArchRule webImportsOnlyIngestQueryLiveAndEvent = importsOnly("web", "ingest", "ingest.parse", "query",
			"live", "event", "event.idempotency", "window", "web.cors", "web.problem", "carrier");

	@ArchTest
	static final ArchRule originsImportNothingOfOurs = importsOnly("web.cors");

	@ArchTest
	static final ArchRule problemsImportNothingOfOurs = importsOnly("web.problem");

	@ArchTest
	static final ArchRule ledgerImportsOnlyEvent = importsOnly("ledger", "event", "event.idempotency");

	@ArchTest
	static final ArchRule clusterImportsOnlyEventAndWindow = importsOnly("cluster", "event", "window", "window.sum",
			"window.rank");

	@ArchTest
	static final ArchRule onlyTheRootImportsWeb = onlyTheRootImports("web",
			"it calls the service and is called by clients");

	@ArchTest
	static final ArchRule onlyTheRootImportsPage = onlyTheRootImports("page", OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheRootImportsTheLedger = onlyTheRootImports("ledger", OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheRootImportsTheCluster = onlyTheRootImports("cluster", OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheRootImportsMetrics = onlyTheRootImports("metrics", OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheRootImportsLimit = onlyTheRootImports("limit", OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheRootImportsSecurity = onlyTheRootImports("security", OPTIONAL);

	@ArchTest
	static final ArchRule logsKnowOnlyTheLedger = noClasses().that()
		.resideInAPackage("..ledger.*")
		.should()
		.dependOnClassesThat(DescribedPredicate.describe("other packages or logs",
				(type) -> type.getPackageName().startsWith("io.eventstatistics")
						&& !type.getPackageName().startsWith("io.eventstatistics.ledger")))
		.because("a log moves bytes and knows nothing of events");

	@ArchTest
	static final ArchRule logsDoNotKnowEachOther = slices().matching("io.eventstatistics.ledger.(*)..")
		.should()
		.notDependOnEachOther()
		.because("each can be removed alone");

	@ArchTest
	static final ArchRule onlyTheLedgerAndTheSharedLimitKnowRedis = noClasses().that()
		.resideInAPackage("io.eventstatistics.*..")
		.and()
		.resideOutsideOfPackages("..ledger.redis", "..limit")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.lettuce..", "org.springframework.data..", "..boot.data.redis..")
		.because(OPTIONAL);

	@ArchTest
	static final ArchRule onlyTheLedgerKnowsKafka = noClasses().that()
		.resideInAPackage("io.eventstatistics.*..")
		.and()
		.resideOutsideOfPackage("..ledger.kafka")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "..boot.kafka..")
		.because(OPTIONAL);

	@ArchTest
	static final ArchRule nobodyImportsTheRoot = noClasses().that()
		.resideInAPackage("io.eventstatistics.*..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.eventstatistics")
		.because("each part receives plain values");

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.eventstatistics.(**)")
		.should()
		.beFreeOfCycles()
		.because("a package is understood from those below it");

	@ArchTest
	static final ArchRule noCyclesWithinPackages = noCyclesBetweenClasses();

	@ArchTest
	static final ArchRule onlyTheServiceHoldsALock = noClasses().that()
		.doNotHaveSimpleName("EventService")
		.and()
		.doNotHaveSimpleName("MeteredLock")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("java.util.concurrent.locks")
		.because("one lock guards all window state");

	@ArchTest
	static final ArchRule noStaticState = fields().that().areStatic().should().beFinal().because("state has an owner");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes()
		.should(new ArchCondition<>("be in a null-marked package") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events
						.add(SimpleConditionEvent.violated(type, type.getName() + " is not in a null-marked package"));
				}
			}
		})
		.because("NullAway checks nothing else");

	@ArchTest
	static final ArchRule controllersAreNotPublic = classes().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.notHaveModifier(JavaModifier.PUBLIC)
		.because("only clients call them");

	private static ArchRule noCyclesBetweenClasses() {
		return slices().assignedFrom(new SliceAssignment() {
			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				return SliceIdentifier.of(outermost(type));
			}

			@Override
			public String getDescription() {
				return "classes";
			}
		}).should().beFreeOfCycles().because("a class is understood from those below it");
	}

	private static String outermost(JavaClass type) {
		return type.getName().replaceFirst("\\$.*", "");
	}

	private static ArchRule importsOnly(String part, String... others) {
		Set<String> allowed = new HashSet<>(Set.of("io.eventstatistics." + part));
		for (String other : others) {
			allowed.add("io.eventstatistics." + other);
		}
		DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe("are ours but not of " + allowed,
				(type) -> type.getPackageName().startsWith("io.eventstatistics")
						&& !allowed.contains(type.getPackageName()));
		return noClasses().that()
			.resideInAPackage("io.eventstatistics." + part)
			.should()
			.dependOnClassesThat(forbidden)
			.because("every import points inward");
	}

	private static ArchRule onlyTheRootImports(String part, String reason) {
		return noClasses().that()
			.resideOutsideOfPackages("io.eventstatistics", "io.eventstatistics." + part + "..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.eventstatistics." + part + "..")
			.because(reason);
	}

}
