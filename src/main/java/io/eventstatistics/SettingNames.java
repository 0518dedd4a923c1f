package io.eventstatistics;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * Explains settings with an unknown name or an unreadable value.
 */
final class SettingNames {

	private SettingNames() {
	}

	/** Names the unknown settings and lists the known ones of the first one's group. */
	static String unknown(UnboundConfigurationPropertiesException failure) {
		List<String> unknown = failure.getUnboundProperties()
			.stream()
			.map((property) -> property.getName().toString())
			.sorted()
			.toList();
		String group = unknown.get(0).substring(0, unknown.get(0).lastIndexOf('.') + 1);
		List<String> all = names(EventStatisticsProperties.PREFIX, EventStatisticsProperties.class).toList();
		List<String> near = all.stream().filter((name) -> name.startsWith(group)).toList();
		return "%s does not exist: there are %s".formatted(String.join(", ", unknown),
				String.join(", ", near.isEmpty() ? all : near));
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).flatMap((component) -> names(prefix, component));
	}

	private static Stream<String> names(String prefix, RecordComponent component) {
		String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
		return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
	}

	/** States the value and what it must be. */
	static String invalid(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		Class<?> type = failure.getTarget().getType().resolve(Object.class);
		return "%s must be %s but is \"%s\"".formatted(failure.getName(), expected(type),
				(property != null) ? property.getValue() : "");
	}

	private static String expected(Class<?> type) {
		if (type == Duration.class) {
			return "a duration such as 5m or PT5M";
		}
		if (type == DataSize.class) {
			return "a size such as 16MB";
		}
		if (type == Path.class) {
			return "a path";
		}
		if (type.isEnum()) {
			return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
				.map((value) -> value.toString().toLowerCase(Locale.ROOT))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		return "a whole number";
	}

}
