package io.eventstatistics.ops;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * The rule that all pods answer for the same events: more than one pod at a time needs a
 * ledger that they share. Otherwise each would hold a part, and a question would be
 * answered for the part of the pod that it comes to.
 */
final class OneWindow {

	private OneWindow() {
	}

	/**
	 * Checks the resources of a kustomization.
	 * @throws IllegalStateException if its pods would not share one window, or its budget
	 * and scaling do not fit the number of its pods
	 */
	static void check(String place, List<JsonObject> documents) {
		JsonObject workload = find(documents, "Deployment").or(() -> find(documents, "StatefulSet"))
			.orElseThrow(() -> new IllegalStateException(place + ": no Deployment or StatefulSet"));
		int replicas = Kustomization.at(workload, "/spec/replicas").getAsInt();
		Optional<JsonObject> scaling = find(documents, "HorizontalPodAutoscaler");
		String ledger = variable(workload, "EVENTSTATISTICS_LEDGER_TYPE").orElse("none");
		if (ledger.equals("redis") || ledger.equals("kafka")) {
			checkShared(place, workload, replicas, scaling, find(documents, "PodDisruptionBudget"));
			return;
		}
		Kustomization.require(replicas == 1,
				place + ": " + replicas + " pods with a ledger of type " + ledger + " would each hold a part");
		Kustomization.require(scaling.isEmpty(), place + ": a ledger of type " + ledger + " cannot be scaled");
		Kustomization.require(find(documents, "PodDisruptionBudget").isEmpty(),
				place + ": a budget for one pod allows all or nothing");
		boolean oneAtATime = isKind(workload, "StatefulSet")
				|| Kustomization.at(workload, "/spec/strategy/type").getAsString().equals("Recreate");
		Kustomization.require(oneAtATime, place + ": two pods would each hold a part while one replaces the other");
		Kustomization.require(!ledger.equals("file") || isKind(workload, "StatefulSet"),
				place + ": a ledger of type file needs a volume of its own");
	}

	private static void checkShared(String place, JsonObject workload, int replicas, Optional<JsonObject> scaling,
			Optional<JsonObject> budget) {
		Kustomization.require(isKind(workload, "Deployment"), place + ": replicas that share a ledger are a Deployment");
		int unavailable = Kustomization.at(budget.orElseThrow(), "/spec/maxUnavailable").getAsInt();
		Kustomization.require(unavailable > 0 && unavailable < replicas,
				place + ": the budget does not fit " + replicas + " replicas");
		JsonObject scaled = scaling.orElseThrow();
		Kustomization.require(Kustomization.at(scaled, "/spec/minReplicas").getAsInt() == replicas,
				place + ": the autoscaler begins with other than " + replicas + " replicas");
		Kustomization.require(
				Kustomization.at(scaled, "/spec/scaleTargetRef/name").equals(Kustomization.at(workload, "/metadata/name"))
						&& Kustomization.at(scaled, "/spec/scaleTargetRef/kind").getAsString().equals("Deployment"),
				place + ": the autoscaler scales something else");
	}

	private static boolean isKind(JsonObject document, String kind) {
		return document.get("kind").getAsString().equals(kind);
	}

	private static Optional<JsonObject> find(List<JsonObject> documents, String kind) {
		return documents.stream().filter((document) -> isKind(document, kind)).findFirst();
	}

	private static Optional<String> variable(JsonObject workload, String name) {
		for (JsonElement variable : Kustomization.at(workload, "/spec/template/spec/containers/0/env").getAsJsonArray()) {
			if (variable.getAsJsonObject().get("name").getAsString().equals(name)) {
				return Optional.of(variable.getAsJsonObject().get("value").getAsString());
			}
		}
		return Optional.empty();
	}

}
