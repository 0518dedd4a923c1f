package io.eventstatistics.page;

import org.jspecify.annotations.Nullable;

/**
 * What the dashboard calls the figures.
 *
 * @param title the title of the page, at most 100 characters; by default the name of the
 * service
 * @param unit the unit of the values, such as {@code ms}, at most 20 characters; by
 * default none
 */
public record PageProperties(@Nullable String title, @Nullable String unit) {

	private static final int MAX_TITLE = 100;

	private static final int MAX_UNIT = 20;

	public PageProperties {
		requireShort("title", title, MAX_TITLE);
		requireShort("unit", unit, MAX_UNIT);
	}

	private static void requireShort(String name, @Nullable String text, int max) {
		if (text != null && text.length() > max) {
			throw new IllegalArgumentException("event-statistics.page.%s must have at most %s characters but has %s"
				.formatted(name, max, text.length()));
		}
	}

}
