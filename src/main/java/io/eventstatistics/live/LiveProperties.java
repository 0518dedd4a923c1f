package io.eventstatistics.live;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the live streams.
 *
 * @param maxSubscribers streams open at once at most, from 0 to 100,000; past it they are
 * refused
 */
public record LiveProperties(@DefaultValue("1000") int maxSubscribers) {

	private static final int MOST = 100_000;

	public LiveProperties {
		if (maxSubscribers < 0 || maxSubscribers > MOST) {
			throw new IllegalArgumentException("event-statistics.live.max-subscribers must be from 0 to %s but is %s"
				.formatted(MOST, maxSubscribers));
		}
	}

}
