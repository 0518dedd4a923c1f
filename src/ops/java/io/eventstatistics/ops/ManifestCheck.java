package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import org.yaml.snakeyaml.Yaml;

/**
 * Holds the Kubernetes manifests to the types of the Kubernetes API: a field that is
 * missing, not known or of another type is an error. {@code ./mvnw -Pops verify}
 */
public final class ManifestCheck {

	private static final Map<String, Schema> SCHEMAS = Map.of("apps/v1 Deployment", V1Deployment::validateJsonElement,
			"v1 Service", V1Service::validateJsonElement, "policy/v1 PodDisruptionBudget",
			V1PodDisruptionBudget::validateJsonElement, "autoscaling/v2 HorizontalPodAutoscaler",
			V2HorizontalPodAutoscaler::validateJsonElement, "networking.k8s.io/v1 NetworkPolicy",
			V1NetworkPolicy::validateJsonElement);

	private static final Map<String, Class<?>> TYPES = Map.of("apps/v1 Deployment", V1Deployment.class, "v1 Service",
			V1Service.class, "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
			"autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
			"networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);

	private ManifestCheck() {
	}

	/**
	 * Checks every file of a folder.
	 * @param args the folder
	 * @throws IOException if a file cannot be read or is not as it should be
	 */
	public static void main(String[] args) throws IOException {
		try (Stream<Path> files = Files.list(Path.of(args[0]))) {
			for (Path file : files.sorted().toList()) {
				for (Object document : new Yaml().loadAll(Files.readString(file))) {
					check(file, (Map<?, ?>) document);
				}
			}
		}
	}

	private static void check(Path file, Map<?, ?> document) throws IOException {
		String kind = document.get("apiVersion") + " " + document.get("kind");
		if (kind.equals("kustomize.config.k8s.io/v1beta1 Kustomization")) {
			for (Object resource : (List<?>) document.get("resources")) {
				require(Files.exists(file.resolveSibling(resource.toString())), file + ": no " + resource);
			}
		}
		else {
			require(SCHEMAS.containsKey(kind), file + ": " + kind + " is not known");
			JsonElement json = new Gson().toJsonTree(document);
			SCHEMAS.get(kind).validate(json);
			Object parsed = JSON.getGson().fromJson(json, TYPES.get(kind));
			requireSame(file + "", json, JSON.getGson().toJsonTree(parsed));
		}
		System.out.println(file + ": " + kind + " is valid");
	}

	/** What the types do not know would not come back. */
	private static void requireSame(String place, JsonElement given, JsonElement understood) {
		if (given.isJsonObject()) {
			require(understood != null && understood.isJsonObject(), place + " is not an object");
			given.getAsJsonObject()
				.entrySet()
				.forEach((entry) -> requireSame(place + "." + entry.getKey(), entry.getValue(),
						understood.getAsJsonObject().get(entry.getKey())));
		}
		else if (given.isJsonArray()) {
			require(understood != null && understood.isJsonArray(), place + " is not a list");
			for (int i = 0; i < given.getAsJsonArray().size(); i++) {
				requireSame(place + "[" + i + "]", given.getAsJsonArray().get(i), understood.getAsJsonArray().get(i));
			}
		}
		else {
			require(understood != null, place + " is not known");
		}
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

	private interface Schema {

		void validate(JsonElement json) throws IOException;

	}

}
