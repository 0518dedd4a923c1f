package io.eventstatistics;

import java.util.HashSet;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The house: who may know whom.
 */
@AnalyzeClasses(packagesOf = EventStatisticsApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule windowIsPureAlgorithms = classes().that()
		.resideInAPackage("..window..")
		.should()
		.onlyDependOnClassesThat(resideInAnyPackage("java.io", "java.lang..", "java.math", "java.util..",
				"io.eventstatistics.window..", "org.jspecify.annotations"))
		.because("the cellar knows no Spring, no Jackson, no clock");

	@ArchTest
	static final ArchRule sumsKnowNoWindow = noClasses().that()
		.resideInAPackage("..window.sum")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..window")
		.because("every arrow points inward");

	@ArchTest
	static final ArchRule windowKnowsNoLock = noClasses().that()
		.resideInAPackage("..window..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.util.concurrent.locks", "java.time..")
		.because("the shell around it holds the lock and reads the clock");

	@ArchTest
	static final ArchRule eventKnowsOnlyWindow = knowsOnly("event", "window");

	@ArchTest
	static final ArchRule ingestKnowsItsParsersAndEvent = knowsOnly("ingest", "ingest.parse", "event");

	@ArchTest
	static final ArchRule parsersKnowOnlyEvent = knowsOnly("ingest.parse", "event");

	@ArchTest
	static final ArchRule queryKnowsEventAndWindow = knowsOnly("query", "event", "window", "window.sum", "window.rank");

	@ArchTest
	static final ArchRule liveKnowsEventQueryAndWindow = knowsOnly("live", "event", "query", "window");

	@ArchTest
	static final ArchRule metricsKnowsOnlyEvent = knowsOnly("metrics", "event");

	@ArchTest
	static final ArchRule limitKnowsNobody = knowsOnly("limit");

	@ArchTest
	static final ArchRule securityKnowsNobody = knowsOnly("security");

	@ArchTest
	static final ArchRule pageKnowsNobody = knowsOnly("page");

	@ArchTest
	static final ArchRule nobodyKnowsTheMeterTheGateAndItsLock = noClasses().that()
		.resideInAPackage("io.eventstatistics.*..")
		.and()
		.resideOutsideOfPackages("..metrics", "..limit", "..security", "..page")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.eventstatistics.metrics", "io.eventstatistics.limit", "io.eventstatistics.security",
				"io.eventstatistics.page")
		.because("each can be taken away by deleting its folder and a line or two of the wiring");

	@ArchTest
	static final ArchRule webKnowsEventIngestLiveQueryAndWindow = knowsOnly("web", "event", "ingest", "ingest.parse",
			"live", "query", "window");

	@ArchTest
	static final ArchRule ledgerKnowsOnlyEvent = knowsOnly("ledger", "event");

	@ArchTest
	static final ArchRule nobodyButTheWiringKnowsTheLedger = noClasses().that()
		.resideOutsideOfPackages("..ledger..", "io.eventstatistics")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.eventstatistics.ledger..")
		.because("they can be left out");

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
		.notDependOnEachOther();

	@ArchTest
	static final ArchRule onlyTheLedgerAndTheSharedLimitKnowRedis = noClasses().that()
		.resideOutsideOfPackages("..ledger.redis", "..limit")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.lettuce..", "org.springframework.data..", "..boot.data.redis..")
		.because("they can be left out");

	@ArchTest
	static final ArchRule nobodyKnowsTheDoor = noClasses().that()
		.resideOutsideOfPackage("..web")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.eventstatistics.web")
		.because("every arrow points inward");

	@ArchTest
	static final ArchRule roomsDoNotKnowWhoWiresThem = noClasses().that()
		.resideInAPackage("io.eventstatistics.*..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.eventstatistics")
		.because("the engine receives plain values");

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.eventstatistics.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule noCyclesWithinTheWindowAndItsService = noCyclesBetweenClassesOf("window", "event");

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
	static final ArchRule everyPackageIsNullMarked = classes().that()
		.haveSimpleName("package-info")
		.should()
		.beAnnotatedWith(NullMarked.class);

	@ArchTest
	static final ArchRule controllersAreNotPublic = classes().that()
		.resideInAPackage("..web")
		.should()
		.notHaveModifier(JavaModifier.PUBLIC)
		.because("nobody calls the door from inside");

	private static ArchRule noCyclesBetweenClassesOf(String... rooms) {
		return slices().assignedFrom(new SliceAssignment() {
			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				for (String room : rooms) {
					if (type.getPackageName().equals("io.eventstatistics." + room)) {
						return SliceIdentifier.of(outermost(type));
					}
				}
				return SliceIdentifier.ignore();
			}

			@Override
			public String getDescription() {
				return "classes of " + String.join(", ", rooms);
			}
		}).should().beFreeOfCycles().because("a class is understood from those below it");
	}

	private static String outermost(JavaClass type) {
		return type.getName().replaceFirst("\\$.*", "");
	}

	private static ArchRule knowsOnly(String room, String... others) {
		Set<String> allowed = new HashSet<>(Set.of("io.eventstatistics." + room));
		for (String other : others) {
			allowed.add("io.eventstatistics." + other);
		}
		DescribedPredicate<JavaClass> forbidden = DescribedPredicate.describe("other rooms than " + allowed,
				(type) -> type.getPackageName().startsWith("io.eventstatistics")
						&& !allowed.contains(type.getPackageName()));
		return noClasses().that()
			.resideInAPackage("io.eventstatistics." + room)
			.should()
			.dependOnClassesThat(forbidden)
			.because("every arrow points inward, to the next room");
	}

}
