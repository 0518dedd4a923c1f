package io.eventstatistics;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The version stands in pom.xml; {@code /actuator/info}, the image, the manifests and the
 * documents agree with it.
 */
class VersionTests {

	@Test
	void imageManifestsAndDocumentsHaveTheVersionOfTheBuild() throws IOException {
		Properties build = new Properties();
		build.load(
				new StringReader(Files.readString(Path.of("target", "classes", "META-INF", "build-info.properties"))));
		String version = build.getProperty("build.version");
		assertThat(build.getProperty("build.revision")).isNotBlank();
		assertThat(Path.of("pom.xml")).content().contains("<version>%s</version>\n\t<name>".formatted(version));
		assertThat(Path.of("Dockerfile")).content().contains("\nARG VERSION=%s\n".formatted(version));
		assertThat(Path.of("src", "ops", "kubernetes", "base", "kustomization.yaml")).content()
			.contains("newTag: %s\n".formatted(version));
		assertThat(Path.of("src", "docs", "operations.md")).content()
			.contains("docker build -t event-statistics:%s ".formatted(version));
	}

}
