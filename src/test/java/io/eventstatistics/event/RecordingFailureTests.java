package io.eventstatistics.event;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import com.sun.management.ThreadMXBean;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKeys;
import io.eventstatistics.testing.FailingMeter;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.SlidingWindow;
import io.eventstatistics.window.series.SeriesRun;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory runs out at every allocation of a batch: no figure, no counter, no key and no
 * series has changed, and the batch can be sent again.
 */
class RecordingFailureTests {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final FailingMeter memory = new FailingMeter();

	private final SeriesWindows windows = new SeriesWindows(new SlidingWindow(new ArrayDeque<>(), this.memory),
			this.memory);

	private final IdempotencyKeys keys = new IdempotencyKeys(HOUR);

	private final Tally tally = new Tally();

	private final Recording recording = new Recording(this.windows, this.keys,
			new Admission(this.windows, this.keys, HOUR, Integer.MAX_VALUE, Long.MAX_VALUE, 1000), this.tally);

	private long now = 1_764_000_000_000_000_000L;

	private int failures;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aBatchIsRecordedWholeOrNotAtAll(boolean applied) {
		for (int i = 0; i < 80; i++) {
			this.now += this.random.nextLong(HOUR / 16);
			this.windows.advanceTo(this.now - HOUR);
			EventBatch batch = batch();
			IdempotencyKey key = (i % 2 == 0) ? new IdempotencyKey("key-" + i, i) : null;
			State before = state(key);
			int series = this.windows.size()
					+ this.windows.countNew(batch.between(this.now - HOUR, this.now).seriesNames());
			for (int n = 1; failsAt(n, batch, key, applied); n++) {
				this.failures++;
				assertThat(state(key)).as("failed at %d, seed %d", n, this.seed).isEqualTo(before);
			}
			int late = batch.countBefore(this.now - HOUR);
			assertThat(state(key)).as("seed %d", this.seed)
				.isEqualTo(new State(before.count() + batch.size() - late, before.counted() + batch.size() - late,
						before.received() + batch.size(), before.late() + (applied ? 0 : late), series, key != null));
		}
		assertThat(this.failures).isGreaterThan(100);
	}

	@Test
	void theLastStepAllocatesNothing() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long allocated = Long.MAX_VALUE;
		for (int i = 0; i < 20; i++) {
			EventBatch batch = batch();
			List<SeriesRun> runs = batch.runs();
			this.windows.reserve(runs);
			this.tally.reserve(batch);
			long before = threads.getCurrentThreadAllocatedBytes();
			this.windows.add(runs, false);
			this.tally.recorded(batch, batch.size());
			allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
		}
		assertThat(allocated).isZero();
	}

	private boolean failsAt(int n, EventBatch batch, @Nullable IdempotencyKey key, boolean applied) {
		this.memory.failAt(n);
		try {
			if (applied) {
				this.recording.apply(batch, key, Set.of(), this.now, this.now);
			}
			else {
				this.recording.record(batch, key, this.now);
			}
			return false;
		}
		catch (OutOfMemoryError ex) {
			return true;
		}
		finally {
			this.memory.succeed();
		}
	}

	private State state(@Nullable IdempotencyKey key) {
		Aggregate aggregate = new Question(SeriesSelector.all(), HOUR, false).snapshot(this.windows, this.now)
			.aggregate();
		return new State(aggregate.summary().count(), this.tally.counted(), this.tally.received(), this.tally.late(),
				this.windows.size(), key != null && this.keys.recordedAt(key, this.now) != null);
	}

	/** Of up to 12 series and without a name, some events older than the window. */
	private EventBatch batch() {
		EventBatch batch = new EventBatch(1);
		int size = 1 + this.random.nextInt(300);
		for (int i = 0; i < size; i++) {
			int series = this.random.nextInt(13) * (1 + this.random.nextInt(3));
			batch.add(this.now - this.random.nextLong(HOUR + HOUR / 50), this.random.nextInt(100),
					(series > 0) ? "series-" + series : null);
		}
		return batch;
	}

	/** What a batch changes. */
	private record State(long count, long counted, long received, long late, int series, boolean keyed) {

	}

}
