package io.eventstatistics.ledger;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Settings of the shared window.
 *
 * @param enabled whether the window is shared, through the Redis of
 * {@code spring.data.redis}
 * @param stream name of the Redis stream; replicas with the same one share their window
 */
public record LedgerProperties(@DefaultValue("false") boolean enabled,
		@DefaultValue("event-statistics") String stream) {

	public LedgerProperties {
		Assert.hasText(stream, "event-statistics.ledger.stream must not be empty");
	}

}
