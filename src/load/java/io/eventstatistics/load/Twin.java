package io.eventstatistics.load;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two ways in which {@link EmptyTwin} runs. Both have the class path of Spring Boot's
 * starters for the web and the actuator, without any library that the service adds.
 */
enum Twin {

	/** Spring Boot's default settings. */
	PLAIN,

	/** Threads and connections set up as those of the service. */
	TUNED("--spring.threads.virtual.enabled=true", "--server.tomcat.max-keep-alive-requests=-1",
			"--server.tomcat.keep-alive-timeout=60s");

	private static final Set<String> SPRING_BOOT = Set.of("spring-boot", "spring-boot-actuator",
			"spring-boot-actuator-autoconfigure", "spring-boot-autoconfigure", "spring-boot-health",
			"spring-boot-http-converter", "spring-boot-jackson", "spring-boot-micrometer-metrics",
			"spring-boot-micrometer-observation", "spring-boot-servlet", "spring-boot-tomcat", "spring-boot-web-server",
			"spring-boot-webmvc");

	private static final Set<String> OTHERS = Set.of("HdrHistogram", "commons-logging", "jackson-annotations",
			"jackson-core", "jackson-databind", "jakarta.annotation-api", "jspecify", "jul-to-slf4j", "log4j-api",
			"log4j-to-slf4j", "logback-classic", "logback-core", "micrometer-commons", "micrometer-core",
			"micrometer-jakarta9", "micrometer-observation", "slf4j-api", "snakeyaml", "spring-aop", "spring-beans",
			"spring-context", "spring-core", "spring-expression", "spring-web", "spring-webmvc", "tomcat-embed-core",
			"tomcat-embed-el", "tomcat-embed-websocket");

	private final String[] settings;

	Twin(String... settings) {
		this.settings = settings;
	}

	/** Starts it, with as much heap as the service. */
	Server start(String heap) throws Exception {
		return Server.start(List.of(heap, "-cp", classPath(), EmptyTwin.class.getName()), this.settings);
	}

	private static String classPath() throws Exception {
		List<String> entries = new ArrayList<>();
		entries.add(Path.of(EmptyTwin.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
		List<String> libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter(Twin::isNeeded)
			.toList();
		entries.addAll(libraries);
		Set<String> missing = Stream.concat(SPRING_BOOT.stream(), OTHERS.stream()).collect(Collectors.toSet());
		libraries.forEach((library) -> missing.remove(artifact(library)));
		if (!missing.isEmpty()) {
			throw new IllegalStateException("the class path has no " + missing);
		}
		return String.join(File.pathSeparator, entries);
	}

	private static boolean isNeeded(String entry) {
		return entry.endsWith(".jar") && (SPRING_BOOT.contains(artifact(entry)) || OTHERS.contains(artifact(entry)));
	}

	/** In a Maven repository a library is at group/artifact/version/file. */
	private static String artifact(String library) {
		Path path = Path.of(library);
		return (path.getNameCount() > 2) ? path.getName(path.getNameCount() - 3).toString() : "";
	}

}
