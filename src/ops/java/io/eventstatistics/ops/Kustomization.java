package io.eventstatistics.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.yaml.snakeyaml.Yaml;

/**
 * The resources that a folder's kustomization makes, for the part of the language that is
 * used here: resources, components, patches in the form of RFC 6902 and images. Anything
 * else is an error.
 */
final class Kustomization {

	private static final List<String> KINDS = List.of("kustomize.config.k8s.io/v1beta1 Kustomization",
			"kustomize.config.k8s.io/v1alpha1 Component");

	private Kustomization() {
	}

	/**
	 * Makes the resources of a folder.
	 * @throws IOException if a file cannot be read
	 * @throws IllegalStateException if a file is not as it should be
	 */
	static List<JsonObject> render(Path folder) throws IOException {
		JsonObject kustomization = documents(folder.resolve("kustomization.yaml")).get(0);
		require(KINDS.contains(kind(kustomization)), folder + ": " + kind(kustomization) + " is not known");
		List<JsonObject> rendered = new ArrayList<>();
		for (Map.Entry<String, JsonElement> field : kustomization.entrySet()) {
			for (JsonElement item : field.getValue().isJsonArray() ? field.getValue().getAsJsonArray() : List.<JsonElement>of()) {
				switch (field.getKey()) {
					case "resources", "components" -> rendered.addAll(resources(folder.resolve(item.getAsString())));
					case "patches" -> patch(folder, item.getAsJsonObject(), rendered);
					case "images" -> rendered.forEach((document) -> setTag(document, item.getAsJsonObject()));
					default -> throw new IllegalStateException(folder + ": " + field.getKey() + " is not known");
				}
			}
		}
		return rendered;
	}

	static String kind(JsonObject document) {
		return document.get("apiVersion").getAsString() + " " + document.get("kind").getAsString();
	}

	private static List<JsonObject> resources(Path resource) throws IOException {
		require(Files.exists(resource), "no " + resource);
		return Files.isDirectory(resource) ? render(resource) : documents(resource);
	}

	private static List<JsonObject> documents(Path file) throws IOException {
		List<JsonObject> documents = new ArrayList<>();
		for (Object document : new Yaml().loadAll(Files.readString(file))) {
			documents.add(new Gson().toJsonTree(document).getAsJsonObject());
		}
		return documents;
	}

	private static void patch(Path folder, JsonObject patch, List<JsonObject> documents) throws IOException {
		JsonObject target = patch.getAsJsonObject("target");
		List<JsonObject> found = documents.stream().filter((document) -> isTarget(document, target)).toList();
		require(found.size() == 1, folder + ": " + found.size() + " resources are " + target);
		String text = Files.readString(folder.resolve(patch.get("path").getAsString()));
		JsonObject document = found.get(0);
		String kind = kind(document);
		for (Object operation : (List<?>) new Yaml().load(text)) {
			apply(document, new Gson().toJsonTree(operation).getAsJsonObject());
		}
		require(kind.equals(kind(document)) || patch.has("options"), folder + ": allowKindChange is missing");
	}

	private static boolean isTarget(JsonObject document, JsonObject target) {
		return document.get("kind").equals(target.get("kind"))
				&& document.getAsJsonObject("metadata").get("name").equals(target.get("name"));
	}

	/** Applies an operation of RFC 6902: add, replace or remove. */
	static void apply(JsonObject document, JsonObject operation) {
		String path = operation.get("path").getAsString();
		String name = path.substring(path.lastIndexOf('/') + 1);
		JsonElement parent = at(document, path.substring(0, path.lastIndexOf('/')));
		JsonElement value = operation.get("value");
		boolean add = operation.get("op").getAsString().equals("add");
		if (parent.isJsonArray()) {
			require(add && name.equals("-"), path + ": a list is only added to");
			parent.getAsJsonArray().add(value);
			return;
		}
		require(add || parent.getAsJsonObject().has(name), path + " is not there");
		switch (operation.get("op").getAsString()) {
			case "add", "replace" -> parent.getAsJsonObject().add(name, Objects.requireNonNull(value, path));
			case "remove" -> parent.getAsJsonObject().remove(name);
			default -> throw new IllegalStateException(path + ": " + operation.get("op") + " is not known");
		}
	}

	/** Returns what is at a path, as {@code /spec/template/spec/containers/0/env}. */
	static JsonElement at(JsonElement document, String path) {
		JsonElement element = document;
		for (String name : path.isEmpty() ? new String[0] : path.substring(1).split("/")) {
			element = element.isJsonArray() ? element.getAsJsonArray().get(Integer.parseInt(name))
					: element.getAsJsonObject().get(name);
			require(element != null, path + " is not there");
		}
		return element;
	}

	private static void setTag(JsonElement element, JsonObject image) {
		if (element.isJsonArray()) {
			element.getAsJsonArray().forEach((item) -> setTag(item, image));
		}
		else if (element.isJsonObject()) {
			JsonObject object = element.getAsJsonObject();
			object.entrySet().forEach((entry) -> setTag(entry.getValue(), image));
			if (image.get("name").equals(object.get("image"))) {
				object.addProperty("image", image.get("name").getAsString() + ":" + image.get("newTag").getAsString());
			}
		}
	}

	static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalStateException(message);
		}
	}

}
