package io.eventstatistics.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An OpenAPI document: its operations, and the validation of values by its schemas.
 */
final class OpenApiDocument {

	private final JsonNode document;

	OpenApiDocument(JsonNode document) {
		this.document = document;
	}

	String version() {
		return this.document.get("openapi").stringValue();
	}

	Collection<String> paths() {
		return this.document.get("paths").propertyNames();
	}

	/** Returns all contents of requests and answers, by media type. */
	List<JsonNode> contents() {
		return this.document.findValues("content");
	}

	/** Returns how a value violates its schema. */
	List<String> faults(JsonNode value, JsonNode reference, String place) {
		JsonNode schema = resolve(reference);
		List<String> faults = new ArrayList<>();
		if (schema.has("oneOf")) {
			boolean fits = schema.get("oneOf").valueStream().anyMatch((one) -> faults(value, one, place).isEmpty());
			return fits ? faults : List.of("%s is %s and of no alternative".formatted(place, value));
		}
		Set<String> types = types(schema.path("type"));
		if (!types.isEmpty() && types.stream().noneMatch((type) -> isOf(value, type))) {
			faults.add("%s is %s and not of %s".formatted(place, value, types));
		}
		if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
			faults.add("%s is %s".formatted(place, value));
		}
		schema.path("required").forEach((name) -> {
			if (!value.has(name.stringValue())) {
				faults.add("%s has no %s".formatted(place, name));
			}
		});
		JsonNode others = schema.path("additionalProperties");
		value.properties().forEach((member) -> {
			@Nullable JsonNode known = schema.path("properties").get(member.getKey());
			if (known != null || others.isObject()) {
				faults
					.addAll(faults(member.getValue(), (known != null) ? known : others, place + "/" + member.getKey()));
			}
			else if (schema.has("properties") && !schema.path("properties").has("timestamp")) {
				faults.add("%s is not described".formatted(place + "/" + member.getKey()));
			}
		});
		if (value.isArray() && schema.has("items")) {
			value.forEach((item) -> faults.addAll(faults(item, schema.get("items"), place + "/items")));
		}
		return faults;
	}

	private static Set<String> types(JsonNode type) {
		return type.isArray() ? type.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet())
				: type.isString() ? Set.of(type.stringValue()) : Set.of();
	}

	private static boolean isOf(JsonNode value, String type) {
		return switch (type) {
			case "object" -> value.isObject();
			case "array" -> value.isArray();
			case "string" -> value.isString();
			case "boolean" -> value.isBoolean();
			case "null" -> value.isNull();
			case "integer" -> value.isIntegralNumber();
			case "number" -> value.isNumber();
			default -> throw new IllegalArgumentException(type);
		};
	}

	JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.document.at(node.get("$ref").stringValue().substring(1)) : node;
	}

	JsonNode operation(String name) {
		return Objects.requireNonNull(operations().get(name), name);
	}

	Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		this.document.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> operations
					.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
		return operations;
	}

}
