package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A library in the service's jar.
 *
 * @param group its group
 * @param artifact its artifact
 * @param version its version
 */
record ShippedLibrary(String group, String artifact, String version) {

	private static final String FOLDER = "BOOT-INF/lib/";

	String name() {
		return this.group + ":" + this.artifact;
	}

	String file() {
		return this.artifact + "-" + this.version;
	}

	/**
	 * Lists the libraries that really are in a Spring Boot jar.
	 * @param jar the jar
	 * @return their file names, without {@code .jar}
	 * @throws IOException if the jar cannot be read
	 */
	static List<String> filesIn(Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			return zip.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.startsWith(FOLDER) && name.endsWith(".jar"))
				.map((name) -> name.substring(FOLDER.length(), name.length() - ".jar".length()))
				.toList();
		}
	}

	/**
	 * Reads the libraries that the build names.
	 * @param sbom a CycloneDX document in JSON
	 * @return the libraries
	 */
	static List<ShippedLibrary> namedBy(Path sbom) {
		List<ShippedLibrary> libraries = new ArrayList<>();
		for (JsonNode component : JsonMapper.shared().readTree(sbom).path("components")) {
			libraries.add(new ShippedLibrary(component.path("group").asString(), component.path("name").asString(),
					component.path("version").asString()));
		}
		return libraries;
	}

}
