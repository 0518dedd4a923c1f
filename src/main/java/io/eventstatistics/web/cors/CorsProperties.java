package io.eventstatistics.web.cors;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pages of other origins. By default none may read or send.
 *
 * @param allowedOrigins origins such as {@code https://app.example.org}, without a path,
 * or an asterisk for all
 */
public record CorsProperties(@DefaultValue List<String> allowedOrigins) {

	private static final String ALL = "*";

	private static final Pattern ORIGIN = Pattern
		.compile("https?://([^/?#@\\s\\[\\]:*]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

	public CorsProperties {
		for (String origin : allowedOrigins) {
			if (!ALL.equals(origin) && !ORIGIN.matcher(origin).matches()) {
				throw new IllegalArgumentException(
						"event-statistics.cors.allowed-origins must be origins such as https://app.example.org,"
								+ " without a path, or * for all, but has \"%s\"".formatted(origin));
			}
		}
	}

	/** Returns whether pages of any other origin may read and send. */
	public boolean isAny() {
		return !this.allowedOrigins.isEmpty();
	}

	/** Returns whether pages of all origins may read and send. */
	public boolean isAll() {
		return this.allowedOrigins.contains(ALL);
	}

	/**
	 * Returns whether pages of an origin may read and send.
	 * @param origin the origin as a browser sends it, or null for none
	 */
	public boolean allows(@Nullable String origin) {
		return origin != null && (isAll() || this.allowedOrigins.stream().anyMatch(origin::equalsIgnoreCase));
	}

}
