package io.eventstatistics.security;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Rejects token settings that would silently leave the service open: empty ones, and
 * misspelt environment variables, which Spring Boot ignores.
 */
final class TokenSettings {

	static final String PREFIX = "event-statistics.security";

	private static final Pattern MEANT = Pattern.compile("EVENT_?STATISTICS?_.*(SECURITY|TOKEN).*");

	private static final Pattern INDEX = Pattern.compile("_\\d+_?$");

	private TokenSettings() {
	}

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if a setting is empty or a variable is misspelt
	 */
	static void check(Environment environment) {
		Set<String> variables = new HashSet<>();
		for (Permission permission : Permission.values()) {
			for (String kind : new String[] { "tokens", "token-files" }) {
				String name = "%s.%s-%s".formatted(PREFIX, permission, kind);
				variables.add(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT));
				requireFilled(environment, name);
			}
		}
		if (environment instanceof ConfigurableEnvironment configurable) {
			requireSpelled(configurable, variables);
		}
	}

	private static void requireFilled(Environment environment, String name) {
		Binder.get(environment).bind(name, Bindable.of(String.class)).ifBound((value) -> {
			if (value.isBlank()) {
				throw new IllegalArgumentException(
						name + " is empty: give a token, or leave the setting out to be open to all");
			}
		});
	}

	private static void requireSpelled(ConfigurableEnvironment environment, Set<String> known) {
		PropertySource<?> source = environment.getPropertySources()
			.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		if (!(source instanceof EnumerablePropertySource<?> variables)) {
			return;
		}
		for (String variable : variables.getPropertyNames()) {
			String name = variable.toUpperCase(Locale.ROOT);
			if (MEANT.matcher(name).matches() && !known.contains(INDEX.matcher(name).replaceFirst(""))) {
				throw new IllegalArgumentException(
						"event-statistics.security: the environment variable %s is not known: there are %s"
							.formatted(variable, String.join(", ", known.stream().sorted().toList())));
			}
		}
	}

}
