package io.eventstatistics;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;

/**
 * Logs a start that a setting of the service ends in three lines: which setting, what is
 * wrong and what to do. Boot's own report has twenty, or a stack trace. Leaves all other
 * failures to Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

	private static final Logger logger = LoggerFactory.getLogger(StartFailureReporter.class);

	/** With which all messages about settings begin. */
	private static final String SETTINGS = EventStatisticsProperties.PREFIX;

	@Override
	public boolean reportException(Throwable failure) {
		String reason = reason(failure);
		if (reason == null) {
			return false;
		}
		logger
			.error("Event Statistics does not start:\n  {}\n  Correct the setting and start again. All settings are in"
					+ " src/docs/operations.md", reason);
		return true;
	}

	static @Nullable String reason(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String reason = reasonOf(cause);
			if (reason != null) {
				return reason;
			}
		}
		return null;
	}

	private static @Nullable String reasonOf(Throwable cause) {
		if (cause instanceof UnboundConfigurationPropertiesException unknown) {
			return SettingNames.unknown(unknown);
		}
		if (cause instanceof BindException invalid && isConversion(invalid)) {
			return SettingNames.invalid(invalid);
		}
		if (cause instanceof InvalidConfigurationPropertyValueException invalid
				&& invalid.getName().startsWith(SETTINGS)) {
			return "%s: %s".formatted(invalid.getName(), invalid.getReason());
		}
		String message = cause.getMessage();
		return (cause instanceof IllegalArgumentException && message != null && message.startsWith(SETTINGS)) ? message
				: null;
	}

	private static boolean isConversion(BindException invalid) {
		return invalid.getCause() instanceof ConversionException && invalid.getName().toString().startsWith(SETTINGS);
	}

}
