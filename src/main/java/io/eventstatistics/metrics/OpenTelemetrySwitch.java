package io.eventstatistics.metrics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Excludes the auto-configuration of OpenTelemetry unless
 * {@code management.opentelemetry.enabled} is true. Otherwise Boot would still create a
 * span for every request, with a tracer that does nothing.
 */
class OpenTelemetrySwitch implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String[] PACKAGES = { "org.springframework.boot.opentelemetry.",
			"org.springframework.boot.micrometer.tracing." };

	private boolean enabled;

	@Override
	public void setEnvironment(Environment environment) {
		this.enabled = environment.getProperty("management.opentelemetry.enabled", Boolean.class, false);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] match = new boolean[autoConfigurations.length];
		for (int i = 0; i < match.length; i++) {
			match[i] = this.enabled || !isOpenTelemetry(autoConfigurations[i]);
		}
		return match;
	}

	private static boolean isOpenTelemetry(@Nullable String autoConfiguration) {
		for (String prefix : PACKAGES) {
			if (autoConfiguration != null && autoConfiguration.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
