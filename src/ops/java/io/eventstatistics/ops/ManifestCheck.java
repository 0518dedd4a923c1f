package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;

/**
 * Renders every kustomization and holds its resources to the types of the Kubernetes API:
 * a field that is missing, not known or of another type is an error. So is a number of
 * pods that would not share one window. {@code ./mvnw -Pops verify}
 */
public final class ManifestCheck {

	private static final Map<String, Type> TYPES = Map.of("apps/v1 Deployment",
			new Type(V1Deployment.class, V1Deployment::validateJsonElement), "apps/v1 StatefulSet",
			new Type(V1StatefulSet.class, V1StatefulSet::validateJsonElement), "v1 Service",
			new Type(V1Service.class, V1Service::validateJsonElement), "policy/v1 PodDisruptionBudget",
			new Type(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement),
			"autoscaling/v2 HorizontalPodAutoscaler",
			new Type(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement),
			"networking.k8s.io/v1 NetworkPolicy",
			new Type(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement),
			"monitoring.coreos.com/v1 PodMonitor", new Type(PodMonitor.class, (json) -> {
			}));

	private ManifestCheck() {
	}

	/**
	 * Checks every kustomization of a folder.
	 * @param args the folder
	 * @throws IOException if a file cannot be read or is not as it should be
	 */
	public static void main(String[] args) throws IOException {
		try (Stream<Path> folders = Files.list(Path.of(args[0]))) {
			for (Path folder : folders.sorted().toList()) {
				List<JsonObject> documents = Kustomization.render(folder);
				for (JsonObject document : documents) {
					check(folder, document);
				}
				if (!folder.endsWith("podmonitor")) {
					OneWindow.check(folder.toString(), documents);
				}
			}
		}
	}

	static void check(Path folder, JsonObject document) throws IOException {
		String kind = Kustomization.kind(document);
		String place = folder + ": " + kind;
		Type type = TYPES.get(kind);
		Kustomization.require(type != null, place + " is not known");
		type.schema().validate(document);
		Object parsed = JSON.getGson().fromJson(document, type.type());
		requireSame(place, document, JSON.getGson().toJsonTree(parsed));
		System.out.println(place + " is valid");
	}

	/** A field that the types do not have is missing in the copy. */
	private static void requireSame(String place, JsonElement given, JsonElement understood) {
		if (given.isJsonObject()) {
			Kustomization.require(understood != null && understood.isJsonObject(), place + " is not an object");
			given.getAsJsonObject()
				.entrySet()
				.forEach((entry) -> requireSame(place + "." + entry.getKey(), entry.getValue(),
						understood.getAsJsonObject().get(entry.getKey())));
		}
		else if (given.isJsonArray()) {
			Kustomization.require(understood != null && understood.isJsonArray(), place + " is not a list");
			for (int i = 0; i < given.getAsJsonArray().size(); i++) {
				requireSame(place + "[" + i + "]", given.getAsJsonArray().get(i), understood.getAsJsonArray().get(i));
			}
		}
		else {
			Kustomization.require(understood != null, place + " is not known");
		}
	}

	private record Type(Class<?> type, Schema schema) {

	}

	private interface Schema {

		void validate(JsonElement json) throws IOException;

	}

}
