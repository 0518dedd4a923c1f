package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.testing.RedisProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Replicas that share a Redis, and what tests do with them.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
abstract class RedisReplicas {

	static final Duration HOUR = Duration.ofHours(1);

	static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	final List<AutoCloseable> open = new ArrayList<>();

	final RedisProcess redis = opened(new RedisProcess("always"));

	@AfterEach
	void close() throws Exception {
		for (int i = this.open.size() - 1; i >= 0; i--) {
			this.open.get(i).close();
		}
	}

	/** Until a place in the log was noted, and tested. */
	static void awaitChecks() {
		try {
			TimeUnit.MILLISECONDS.sleep(2600);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static EventBatch at(Instant timestamp) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, 1);
		return batch;
	}

	Replica replica() {
		return opened(new Replica(this.redis.port())).caughtUp();
	}

	<T extends AutoCloseable> T opened(T resource) {
		this.open.add(resource);
		return resource;
	}

}
