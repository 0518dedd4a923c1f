package io.eventstatistics.window.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.testing.FailingMeter;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.SlidingWindow;
import io.eventstatistics.window.WindowInvariants;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory runs out at every allocation of a batch of many series: nothing of the batch
 * counts, no series has begun, and the bytes that are counted stay those that are held.
 */
class SeriesAllocationFailureTests {

	private static final long HOUR = 3_600_000_000_000L;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final FailingMeter memory = new FailingMeter();

	private final SeriesWindows windows = new SeriesWindows(new SlidingWindow(new ArrayDeque<>(), this.memory),
			this.memory);

	private long now = 1_764_000_000_000_000_000L;

	private int failures;

	private int failuresOfRemovals;

	@Test
	void aBatchOfManySeriesIsAllOrNothing() {
		for (int i = 0; i < 60; i++) {
			this.now += this.random.nextLong(HOUR / 8);
			this.windows.advanceTo(this.now - HOUR);
			record(runs(1 + this.random.nextInt(12)));
			withFailures(this.windows::removeExpired);
		}
		assertThat(this.failures).isGreaterThan(100);
		assertThat(this.failuresOfRemovals).isGreaterThan(10);
		this.now += 2 * HOUR;
		withFailures(() -> this.windows.advanceTo(this.now - HOUR));
		assertThat(this.windows.size()).isZero();
		assertThat(this.windows.held()).isZero();
	}

	private void record(List<SeriesRun> runs) {
		Map<String, Long> before = counts();
		for (int n = 1; failsAt(n, runs); n++) {
			this.failures++;
			WindowInvariants.checkBytes(this.windows, "failed at %d, seed %d".formatted(n, this.seed));
			assertThat(counts()).as("seed %d", this.seed).isEqualTo(before);
		}
		this.memory.failAt(1);
		this.windows.add(runs, false);
		this.memory.succeed();
		for (SeriesRun run : runs) {
			before.merge(String.valueOf(run.series()), (long) run.run().length(), Long::sum);
		}
		assertThat(counts()).as("seed %d", this.seed).isEqualTo(before);
	}

	/** Cancelling finds no more memory than reserving did. */
	private boolean failsAt(int n, List<SeriesRun> runs) {
		this.memory.failAt(n);
		try {
			this.windows.reserve(runs);
			return false;
		}
		catch (OutOfMemoryError ex) {
			this.memory.failAt(1);
			this.windows.cancel(runs);
			return true;
		}
		finally {
			this.memory.succeed();
		}
	}

	private void withFailures(Runnable action) {
		Map<String, Long> before = counts();
		for (int n = 1; n > 0; n++) {
			this.memory.failAt(n);
			try {
				action.run();
				n = -1;
			}
			catch (OutOfMemoryError ex) {
				this.failuresOfRemovals++;
				assertThat(counts()).as("seed %d", this.seed).isEqualTo(before);
			}
			finally {
				this.memory.succeed();
			}
			WindowInvariants.checkBytes(this.windows, "seed %d".formatted(this.seed));
		}
	}

	/** By series, the events at or after the edge. */
	private Map<String, Long> counts() {
		Map<String, Long> counts = new HashMap<>();
		counts.put("null", count(this.windows.unnamed()));
		this.windows.forEach((series) -> counts.put(String.valueOf(series.name()), count(series)));
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	private long count(SeriesWindow series) {
		Aggregate aggregate = new Aggregate(false);
		series.window().summarize(this.now - HOUR, aggregate);
		return aggregate.summary().count();
	}

	private List<SeriesRun> runs(int count) {
		List<SeriesRun> runs = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			SeriesColumn column = new SeriesColumn();
			int size = 1 + this.random.nextInt(80);
			long[] timestamps = new long[size];
			double[] values = new double[size];
			for (int e = 0; e < size; e++) {
				timestamps[e] = this.now - this.random.nextLong(HOUR);
				values[e] = this.random.nextInt(100);
			}
			if (i > 0) {
				column.fill("series-" + i * (1 + this.random.nextInt(4)), size);
			}
			if (runs.stream().noneMatch((run) -> String.valueOf(run.series()).equals(column.get(0)))) {
				runs.addAll(column.runs(timestamps, values, size));
			}
		}
		return runs;
	}

}
