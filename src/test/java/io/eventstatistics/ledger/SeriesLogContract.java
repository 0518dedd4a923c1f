package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a ledger with any log keeps of series.
 */
abstract class SeriesLogContract {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final IdempotencyKey SOME = new IdempotencyKey("some are left out", 1);

	private static final IdempotencyKey NONE = new IdempotencyKey("none is recorded", 2);

	/** Returns the log as a new process opens it after the previous one has ended. */
	abstract Log restart();

	/** Returns the log as another process opens it, or the same if only one can. */
	Log another(Log log) {
		return log;
	}

	/** Ends the process. */
	abstract void stop();

	@Test
	void aRestartRestoresEverySeries() {
		Replica replica = replica(restart());
		SplittableRandom random = new SplittableRandom();
		for (int i = 0; i < 30; i++) {
			EventBatch batch = new EventBatch(1);
			for (int event = random.nextInt(50); event >= 0; event--) {
				int series = random.nextInt(8);
				batch.add(Instant.now(), random.nextDouble(), (series > 0) ? "series-" + series : null);
			}
			replica.ledger.record(batch, null);
		}
		Map<String, Statistics> groups = groups(replica);
		assertThat(groups).hasSizeGreaterThan(4);
		stop(replica);
		Replica next = replica(restart());
		assertThat(groups(next)).isEqualTo(groups);
		stop(next);
	}

	@Test
	void everyReplicaAnswersTheRetryOfAPartialBatchAlike() {
		Log log = restart();
		Replica narrow = replica(log, 2);
		Replica wide = replica(another(log));
		narrow.ledger.record(of("a", "b"), null);
		Receipt some = narrow.ledger.record(of("c", "a", "d", "c"), SOME);
		Receipt none = narrow.ledger.record(of("e"), NONE);
		assertThat(some.refusedSeries().names()).containsExactly("c", "d");
		assertThat(none.refusedSeries().names()).containsExactly("e");
		wide.awaitCount(3);
		Replica.await(() -> wide.ledger.entriesApplied() == 3);
		assertRepeats(wide, some, none);
		assertRepeats(narrow, some, none);
		wide.close();
		stop(narrow);
		Replica next = replica(restart());
		assertRepeats(next, some, none);
		stop(next);
	}

	private static void assertRepeats(Replica replica, Receipt some, Receipt none) {
		assertRepeats(replica.ledger.record(of("c", "a", "d", "c"), SOME), some);
		assertRepeats(replica.ledger.record(of("e"), NONE), none);
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> replica.ledger.record(of("a"), new IdempotencyKey(NONE.text(), 3)));
		assertThat(replica.count()).isEqualTo(3);
	}

	private static void assertRepeats(Receipt repeat, Receipt first) {
		assertThat(repeat.replayed()).isTrue();
		assertThat(repeat.recordedAt()).isEqualTo(first.recordedAt());
		assertThat(repeat.refusedSeries().names()).containsExactlyElementsOf(first.refusedSeries().names());
		assertThat(repeat.refusedSeries().edge()).isEqualTo(first.refusedSeries().edge());
	}

	/** A partial batch of an event of each series. */
	private static EventBatch of(String... series) {
		EventBatch batch = new EventBatch(1);
		for (String name : series) {
			batch.add(Instant.now(), 1, name);
		}
		batch.allowPartial();
		return batch;
	}

	private static Map<String, Statistics> groups(Replica replica) {
		Map<String, Statistics> groups = new TreeMap<>();
		replica.service.groups(SeriesSelector.all(), HOUR, false)
			.groups()
			.forEach((group) -> groups.put(String.valueOf(group.series()),
					group.snapshot().aggregate().summary().toStatistics()));
		return groups;
	}

	final Replica replica(Log log) {
		return replica(log, EventService.DEFAULT_MAX_SERIES);
	}

	final Replica replica(Log log, int maxSeries) {
		return new Replica(log, InstantSource.system(), HOUR, 1_000_000, maxSeries, () -> {
		}).caughtUp();
	}

	final void stop(Replica replica) {
		replica.close();
		stop();
	}

}
