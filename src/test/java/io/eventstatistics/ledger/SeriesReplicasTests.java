package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Group;
import io.eventstatistics.event.SeriesLimitException;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas hold the same series, though their limits differ, and after a replay.
 */
class SeriesReplicasTests extends RedisReplicas {

	private final long seed = new Random().nextLong();

	private final Random random = new Random(this.seed);

	@Test
	void replicasAgreeByGroup() {
		Replica wide = opened(new Replica(this.redis.port(), 100)).caughtUp();
		Replica narrow = opened(new Replica(this.redis.port(), 3)).caughtUp();
		int events = 0;
		for (int i = 0; i < 100; i++) {
			EventBatch batch = batch(1 + this.random.nextInt(50));
			events += batch.size();
			wide.ledger.record(batch, this.random.nextBoolean() ? new IdempotencyKey("key " + i, i) : null);
		}
		narrow.awaitCount(events);
		assertThat(narrow.service.meters().series()).as("what was accepted is applied").isEqualTo(8);
		narrow.ledger.record(named("s1"), null);
		assertThatExceptionOfType(SeriesLimitException.class)
			.isThrownBy(() -> narrow.ledger.record(named("one-more"), null));
		wide.awaitCount(events + 1);
		Replica replayed = replica();
		assertThat(groups(wide)).as("seed %d", this.seed)
			.hasSize(9)
			.isEqualTo(groups(narrow))
			.isEqualTo(groups(replayed));
	}

	private EventBatch batch(int size) {
		EventBatch batch = new EventBatch(size);
		for (int i = 0; i < size; i++) {
			int series = this.random.nextInt(9);
			batch.add(Instant.now(), this.random.nextGaussian(), (series > 0) ? "s" + series : null);
		}
		return batch;
	}

	private static EventBatch named(String series) {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.now(), 1, series);
		return batch;
	}

	private static Map<String, String> groups(Replica replica) {
		Map<String, String> groups = new TreeMap<>();
		for (Group group : replica.service.groups(SeriesSelector.all(), HOUR, true).groups()) {
			Aggregate aggregate = group.snapshot().aggregate();
			groups.put(String.valueOf(group.series()), aggregate.summary().toStatistics() + " "
					+ aggregate.quantile(new Quantile(99, 2)) + " " + aggregate.variance());
		}
		return groups;
	}

}
