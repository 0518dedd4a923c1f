package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.window.Statistics;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every recorder keeps to, whatever lies between it and the window: an hour, with
 * events up to ten minutes ahead and 2,000 at most.
 */
public abstract class EventRecorderContract {

	/** The length of the window. */
	protected static final Duration WINDOW = Duration.ofHours(1);

	/** How far ahead timestamps may be. */
	protected static final Duration AHEAD = Duration.ofMinutes(10);

	/** How many events are held at most. */
	protected static final long MAX_EVENTS = 2000;

	/** How many series hold events at most. */
	protected static final int MAX_SERIES = 5;

	/**
	 * Returns the recorder under test.
	 * @return the same one throughout a test, whose window is empty at first
	 */
	protected abstract EventRecorder recorder();

	/**
	 * Returns the window that it records in.
	 * @return the window
	 */
	protected abstract EventService service();

	@Test
	void theNextStatisticsIncludeWhatWasRecorded() {
		for (int i = 1; i <= 50; i++) {
			recorder().record(batch(i), null);
			assertThat(service().statistics().count()).isEqualTo(i);
		}
		assertThat(service().statistics()).isEqualTo(new Statistics(50, 1, 50, 25.5));
	}

	@Test
	void everyEventCountsInItsSeries() {
		for (int i = 0; i < 20; i++) {
			EventBatch batch = new EventBatch(1);
			batch.add(Instant.now(), i, "a." + i % 3);
			batch.add(Instant.now().minus(WINDOW).minusSeconds(1), 7, "late");
			batch.add(Instant.now(), 100);
			batch.add(Instant.now(), 2 * i, "b");
			recorder().record(batch, (i % 2 == 0) ? new IdempotencyKey("key " + i, i) : null);
		}
		Groups groups = service().groups(SeriesSelector.all(), WINDOW, false);
		assertThat(groups.groups()).extracting(Group::series).containsExactlyInAnyOrder(null, "a.0", "a.1", "a.2", "b");
		assertThat(groups.total().aggregate().summary().count()).isEqualTo(60);
		assertThat(service().snapshot(SeriesSelector.of(Set.of("b"), Set.of(), false), WINDOW, true)
			.aggregate()
			.quantile(new Quantile(5, 1))).isEqualTo(19);
		assertThat(service().snapshot(SeriesSelector.of(Set.of(), Set.of("a."), false), WINDOW, false)
			.aggregate()
			.summary()
			.toStatistics()).isEqualTo(new Statistics(20, 0, 19, 9.5));
	}

	@Test
	void eventsOlderThanTheWindowDoNotCount() {
		EventBatch batch = batch(1);
		batch.add(Instant.now().minus(WINDOW).minusSeconds(1), 2);
		batch.add(Instant.MIN, 3);
		assertThat(recorder().record(batch, null).expired()).isEqualTo(2);
		assertThat(service().statistics()).isEqualTo(new Statistics(1, 1, 1, 1));
	}

	@Test
	void batchWithAnEventTooFarAheadIsRefusedAsAWhole() {
		EventBatch batch = batch(1);
		batch.add(Instant.now().plus(AHEAD).plusSeconds(60), 2);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> recorder().record(batch, null));
		assertThat(service().statistics().count()).isZero();
	}

	@Test
	void partialBatchLeavesOutWhatIsTooFarAhead() {
		EventBatch batch = batch(1);
		batch.add(Instant.now().plus(AHEAD).plusSeconds(60), 2);
		batch.add(Instant.now().plus(AHEAD).minusSeconds(60), 3);
		batch.allowPartial();
		Receipt receipt = recorder().record(batch, null);
		assertThat(service().statistics()).isEqualTo(new Statistics(2, 1, 3, 2));
		assertThat(receipt.latestAccepted()).isEqualTo(receipt.recordedAt().plus(AHEAD));
		assertThat(receipt.recordedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
	}

	@Test
	void partialBatchLeavesOutSeriesBeyondTheLimit() {
		EventBatch first = batch(1);
		for (int i = 0; i < MAX_SERIES - 1; i++) {
			first.add(Instant.now(), 1, "held." + i);
		}
		recorder().record(first, null);
		EventBatch more = overfull();
		more.allowPartial();
		Receipt receipt = recorder().record(more, null);
		assertThat(receipt.refusedSeries().names()).containsExactly("beyond");
		assertThat(receipt.refusedSeries().limit()).isEqualTo(MAX_SERIES);
		assertThat(receipt.expired()).as("an expired event begins no series").isEqualTo(2);
		assertThat(service().groups(SeriesSelector.all(), WINDOW, false).groups()).extracting(Group::series)
			.containsExactlyInAnyOrder(null, "held.0", "held.1", "held.2", "held.3", "fits");
		assertThat(service().statistics()).isEqualTo(new Statistics(8, 1, 4, 1.75));
	}

	@Test
	void batchBeyondTheLimitOfSeriesIsRefusedAsAWhole() {
		for (int i = 0; i < MAX_SERIES - 1; i++) {
			EventBatch held = new EventBatch(1);
			held.add(Instant.now(), 1, "held." + i);
			recorder().record(held, null);
		}
		IdempotencyKey key = new IdempotencyKey("series", 1);
		assertThatExceptionOfType(SeriesLimitException.class).isThrownBy(() -> recorder().record(overfull(), null))
			.withMessageContaining("\"beyond\"")
			.satisfies((ex) -> assertThat(ex.refusal().names()).containsExactly("beyond"));
		EventBatch partial = overfull();
		partial.allowPartial();
		assertThatExceptionOfType(SeriesLimitException.class).as("its first answer could not be given again")
			.isThrownBy(() -> recorder().record(partial, key));
		assertThat(service().statistics()).isEqualTo(new Statistics(4, 1, 1, 1));
		assertThat(recorder().record(batch(1), key).replayed()).isFalse();
	}

	@Test
	void requestsInFlightBeginNoMoreSeriesThanTheLimit() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(10);
		try {
			List<Callable<Boolean>> clients = new ArrayList<>();
			for (int i = 0; i < 10 * MAX_SERIES; i++) {
				String name = "series." + i % (2 * MAX_SERIES);
				clients.add(() -> isRecorded(name));
			}
			int recorded = 0;
			for (Future<Boolean> client : threads.invokeAll(clients)) {
				recorded += client.get() ? 1 : 0;
			}
			assertThat(service().meters().series()).isEqualTo(MAX_SERIES);
			assertThat(service().statistics().count()).isEqualTo(recorded).isEqualTo(5 * MAX_SERIES);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private boolean isRecorded(String series) {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.now(), 1, series);
		try {
			recorder().record(batch, null);
			return true;
		}
		catch (SeriesLimitException ex) {
			return false;
		}
	}

	/** Series of which one is held, one fits, and one does not; one event expired. */
	private static EventBatch overfull() {
		EventBatch batch = batch(2);
		batch.add(Instant.now(), 3, "held.0");
		batch.add(Instant.now(), 4, "fits");
		batch.add(Instant.now(), 5, "beyond");
		batch.add(Instant.now().minus(WINDOW).minusSeconds(1), 6, "expired");
		batch.add(Instant.now().minus(WINDOW).minusSeconds(1), 7, "beyond");
		return batch;
	}

	@Test
	void repeatOfAKeyIsNotCountedAndKnowsTheFirst() {
		IdempotencyKey key = new IdempotencyKey("a key", 1);
		Receipt first = recorder().record(batch(1), key);
		Receipt repeat = recorder().record(batch(1), key);
		assertThat(first.replayed()).isFalse();
		assertThat(repeat.replayed()).isTrue();
		assertThat(repeat.recordedAt()).isEqualTo(first.recordedAt());
		assertThat(repeat.latestAccepted()).isEqualTo(first.latestAccepted());
		assertThat(service().statistics().count()).isOne();
	}

	@Test
	void keyOfAnotherRequestIsAConflict() {
		recorder().record(batch(1), new IdempotencyKey("a key", 1));
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> recorder().record(batch(2), new IdempotencyKey("a key", 2)));
		assertThat(service().statistics().count()).isOne();
	}

	@Test
	void refusedRequestDoesNotUseUpItsKey() {
		IdempotencyKey key = new IdempotencyKey("a key", 1);
		EventBatch ahead = new EventBatch(1);
		ahead.add(Instant.now().plus(AHEAD).plusSeconds(60), 2);
		assertThatExceptionOfType(TimestampAheadException.class).isThrownBy(() -> recorder().record(ahead, key));
		assertThat(recorder().record(batch(1), key).replayed()).isFalse();
	}

	@Test
	void fullWindowRefuses() {
		EventBatch many = batch(0);
		for (int i = 1; i < MAX_EVENTS; i++) {
			many.add(Instant.now(), i);
		}
		recorder().record(many, null);
		assertThatExceptionOfType(WindowFullException.class).isThrownBy(() -> recorder().record(batch(1), null));
		assertThat(service().statistics().count()).isEqualTo(MAX_EVENTS);
	}

	@Test
	void batchMayBeEmpty() {
		recorder().record(new EventBatch(1), null);
		recorder().record(new EventBatch(1), new IdempotencyKey("empty", 1));
		assertThat(service().statistics().count()).isZero();
	}

	@Test
	void manyAtOnceAreAllCountedAndKeysOnce() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(10);
		try {
			List<Future<Integer>> clients = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				clients.add(threads.submit(this::recordEachTwice));
			}
			int recorded = 0;
			for (Future<Integer> client : clients) {
				recorded += client.get();
			}
			assertThat(recorded).isEqualTo(20);
			assertThat(service().statistics().count()).isEqualTo(10 * 20 + 20);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Records 20 events without a key, and the same 20 keys as everyone. */
	private int recordEachTwice() throws InterruptedException {
		int recorded = 0;
		for (int i = 0; i < 20; i++) {
			recorder().record(batch(i), null);
			recorded += recordOnceDecided(batch(i), new IdempotencyKey("key " + i, i)).replayed() ? 0 : 1;
		}
		return recorded;
	}

	private Receipt recordOnceDecided(EventBatch batch, IdempotencyKey key) throws InterruptedException {
		while (true) {
			try {
				return recorder().record(batch, key);
			}
			catch (IdempotencyInFlightException ex) {
				Thread.sleep(1);
			}
		}
	}

	/**
	 * Returns a batch of one event of now.
	 * @param value of the event
	 * @return the batch
	 */
	protected static EventBatch batch(double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.now(), value);
		return batch;
	}

}
