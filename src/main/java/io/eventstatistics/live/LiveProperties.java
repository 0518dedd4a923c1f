package io.eventstatistics.live;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the live streams.
 *
 * @param maxSubscribers the largest number of open streams, from 0 to 100,000; further
 * streams are refused
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
