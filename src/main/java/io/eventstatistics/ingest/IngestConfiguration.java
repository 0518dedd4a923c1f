package io.eventstatistics.ingest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the limits of request bodies, and derives their defaults from the heap.
 */
@Configuration(proxyBeanMethods = false)
public class IngestConfiguration {

	/**
	 * All bodies together may hold an eighth of the heap, and at least one body of the
	 * largest size.
	 */
	private static final int HEAP_PER_BODIES = 8;

	@Bean
	BodyReader bodyReader(IngestProperties limits, ObjectProvider<EventQuota> quota) {
		long bytes = Math.max(Runtime.getRuntime().maxMemory() / HEAP_PER_BODIES, limits.maxBody().toBytes());
		return new BodyReader(limits, new ByteBudget(bytes), quota.getIfAvailable(() -> EventQuota.UNLIMITED));
	}

	@Bean
	BatchGate batchGate(IngestProperties limits) {
		return new BatchGate(limits.concurrency());
	}

}
