package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The manifests as they are, and with mistakes that the check must find.
 */
class ManifestCheckTests {

	private static final Path FOLDER = Path.of("src", "ops", "kubernetes");

	@Test
	void theManifestsAreValid() throws IOException {
		ManifestCheck.main(new String[] { FOLDER.toString() });
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			base   | replace | /spec/replicas      | 2                                       | would each hold a part
			base   | replace | /spec/strategy      | {"type": "RollingUpdate"}               | while one replaces
			single | replace | /spec/replicas      | 2                                       | would each hold a part
			single | replace | /kind               | "Deployment"                            | is not there
			shared | replace | /spec/replicas      | 1                                       | does not fit 1 replicas
			shared | replace | /spec/replicas      | 4                                       | begins with other than 4
			shared | replace | /metadata/name      | "other"                                 | scales something else
			shared | replace | /kind               | "StatefulSet"                           | are a Deployment
			shared | replace | /spec/template/spec/containers/0/env | []                     | would each hold a part
			""")
	void podsThatWouldNotShareAWindowAreFound(String overlay, String operation, String path, String value,
			String message) throws IOException {
		List<JsonObject> documents = Kustomization.render(FOLDER.resolve(overlay));
		OneWindow.check(overlay, documents);
		JsonObject patch = new JsonObject();
		patch.addProperty("op", operation);
		patch.addProperty("path", path);
		patch.add("value", new Gson().fromJson(value, JsonElement.class));
		Kustomization.apply(workload(documents), patch);
		assertThatIllegalStateException().isThrownBy(() -> OneWindow.check(overlay, documents))
			.withMessageContaining(message);
	}

	@Test
	void aWindowInMemoryIsNotScaled() throws IOException {
		List<JsonObject> documents = new ArrayList<>(Kustomization.render(FOLDER.resolve("base")));
		List<JsonObject> shared = Kustomization.render(FOLDER.resolve("shared"));
		documents.addAll(shared.stream().filter((document) -> Kustomization.kind(document).contains("Autoscaler")).toList());
		assertThatIllegalStateException().isThrownBy(() -> OneWindow.check("base", documents))
			.withMessageContaining("cannot be scaled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/spec/replica", "/spec/template/spec/containers/0/liveness", "/status/nothing" })
	void aFieldThatIsNotKnownIsFound(String path) throws IOException {
		JsonObject workload = workload(Kustomization.render(FOLDER.resolve("single")));
		workload.add("status", new JsonObject());
		Kustomization.apply(workload, new Gson().fromJson("{'op': 'add', 'path': '%s', 'value': 1}".formatted(path), JsonObject.class));
		assertThatException().isThrownBy(() -> ManifestCheck.check(FOLDER, workload))
			.withMessageContaining(path.substring(path.lastIndexOf('/') + 1));
	}

	/** Where kubectl is installed. */
	@ParameterizedTest
	@ValueSource(strings = { "base", "single", "shared" })
	void rendersAsKubectlDoes(String overlay) throws Exception {
		Process kubectl;
		try {
			kubectl = new ProcessBuilder("kubectl", "kustomize", FOLDER.resolve(overlay).toString()).start();
		}
		catch (IOException ex) {
			assumeTrue(false, "kubectl is not installed");
			throw ex;
		}
		List<JsonObject> expected = new ArrayList<>();
		String output = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		new Yaml().loadAll(output).forEach((document) -> expected.add(new Gson().toJsonTree(document).getAsJsonObject()));
		assertThat(kubectl.waitFor()).isZero();
		assertThat(Kustomization.render(FOLDER.resolve(overlay))).containsExactlyInAnyOrderElementsOf(expected);
	}

	private static JsonObject workload(List<JsonObject> documents) {
		return documents.stream()
			.filter((document) -> document.get("apiVersion").getAsString().equals("apps/v1"))
			.findFirst()
			.orElseThrow();
	}

}
