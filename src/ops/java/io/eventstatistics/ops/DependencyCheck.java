package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what the service's jar ships to {@code src/ops/dependencies.txt}, to the build's
 * own list of components, and to the pinned list of known vulnerabilities.
 * {@code ./mvnw -Pops verify}
 */
public final class DependencyCheck {

	private static final String RENEW = "jar tf target/event-statistics.jar"
			+ " | sed -n 's|^BOOT-INF/lib/\\(.*\\)\\.jar$|\\1|p' | LC_ALL=C sort > src/ops/dependencies.txt";

	/** Put into the jar by Spring Boot's plugin, so no dependency names it. */
	private static final String JAR_MODE_TOOLS = "spring-boot-jarmode-tools";

	private DependencyCheck() {
	}

	/**
	 * Checks a jar.
	 * @param args the jar, its CycloneDX document, and the folder of the two lists
	 * @throws IOException if a file cannot be read
	 */
	public static void main(String[] args) throws IOException {
		List<String> shipped = ShippedLibrary.filesIn(Path.of(args[0]));
		List<ShippedLibrary> named = ShippedLibrary.namedBy(Path.of(args[1]));
		List<String> expected = lines(Path.of(args[2], "dependencies.txt"));
		List<KnownVulnerability> known = lines(Path.of(args[2], "known-vulnerabilities.txt")).stream()
			.map(KnownVulnerability::parse)
			.toList();
		List<String> faults = new ArrayList<>(difference(expected, shipped));
		faults.addAll(unnamed(shipped, named));
		faults.addAll(vulnerable(shipped, named, known));
		if (!faults.isEmpty()) {
			throw new IllegalStateException("the jar ships what it should not:\n" + String.join("\n", faults));
		}
		System.out.printf("%s: %d libraries, as listed; none is in the %d ranges of known vulnerabilities%n", args[0],
				shipped.size(), known.size());
	}

	/** Both directions, and how to renew the list if the change is meant. */
	static List<String> difference(Collection<String> expected, Collection<String> shipped) {
		List<String> difference = new ArrayList<>();
		without(shipped, expected).forEach((file) -> difference.add("+ " + file + " (not in dependencies.txt)"));
		without(expected, shipped).forEach((file) -> difference.add("- " + file + " (only in dependencies.txt)"));
		if (!difference.isEmpty()) {
			difference.add("if that is meant: " + RENEW);
		}
		return difference;
	}

	/** A library in the jar that no dependency of the build brings. */
	static List<String> unnamed(Collection<String> shipped, Collection<ShippedLibrary> named) {
		Set<String> files = new TreeSet<>(named.stream().map(ShippedLibrary::file).toList());
		return shipped.stream()
			.filter((file) -> !files.contains(file) && !file.startsWith(JAR_MODE_TOOLS))
			.map((file) -> "? " + file + " (in the jar, but no dependency of pom.xml brings it)")
			.toList();
	}

	static List<String> vulnerable(Collection<String> shipped, Collection<ShippedLibrary> named,
			Collection<KnownVulnerability> known) {
		List<String> vulnerable = new ArrayList<>();
		for (ShippedLibrary library : named) {
			if (shipped.contains(library.file())) {
				known.stream()
					.filter((vulnerability) -> vulnerability.affects(library))
					.forEach((vulnerability) -> vulnerable
						.add("! %s %s: %s affects %s, see %s".formatted(library.name(), library.version(),
								vulnerability.id(), vulnerability.affected(), vulnerability.source())));
			}
		}
		return vulnerable;
	}

	private static List<String> lines(Path list) throws IOException {
		return Files.readAllLines(list).stream().filter((line) -> !line.isBlank() && !line.startsWith("#")).toList();
	}

	private static Set<String> without(Collection<String> some, Collection<String> others) {
		Set<String> rest = new TreeSet<>(some);
		rest.removeAll(others);
		return rest;
	}

}
