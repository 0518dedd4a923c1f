package io.eventstatistics.window;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

import io.eventstatistics.testing.ColumnOracle;
import io.eventstatistics.testing.Traffic;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of traffic against an oracle that scans all events, while time moves on, in
 * leaps and now and then back: figures of the window and of a part, percentiles, a
 * history and the invariants, at random moments.
 */
class FeedOracleTests {

	private static final long HOUR = 3_600_000_000_000L;

	private static final int LIVE = 20_000;

	private static final Quantile MEDIAN = Quantile.of(new BigDecimal("0.5"));

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final ArrayDeque<Pane> panes = new ArrayDeque<>();

	private final SlidingWindow window = new SlidingWindow(this.panes);

	private final ColumnOracle oracle = new ColumnOracle();

	private String run = "";

	private long now = 1_764_000_000_000_000_000L;

	private long events;

	@ParameterizedTest
	@EnumSource
	void oneByOne(Traffic traffic) {
		feed(traffic, 40_000, 1, 800);
	}

	@ParameterizedTest
	@EnumSource
	void inBatches(Traffic traffic) {
		feed(traffic, 120_000, 1000, 10);
	}

	@ParameterizedTest
	@EnumSource(names = { "RANDOM_OVER_THE_HOUR", "RANDOM_WITHIN_10_MS", "RANDOM_WITHIN_A_MICROSECOND", "REVERSE",
			"TWO_PANES_IN_TURN", "RUNS_OF_EIGHT", "TOWER" })
	void inLargeBatches(Traffic traffic) {
		feed(traffic, 700_000, 100_000, 2);
	}

	@Test
	void mixed() {
		Traffic[] all = Traffic.values();
		feed((i) -> (i % 2 == 0) ? Traffic.BURSTS : all[this.random.nextInt(all.length)], 300_000, 500, 20);
	}

	private void feed(Traffic traffic, int count, int size, int batchesPerCheck) {
		feed((batch) -> traffic, count, size, batchesPerCheck);
	}

	private void feed(IntFunction<Traffic> traffic, int count, int size, int batchesPerCheck) {
		this.run = "batches of %d, seed %d".formatted(size, this.seed);
		long leapAfter = Math.max(LIVE, 8L * size);
		long nextLeap = leapAfter;
		while (this.events < count) {
			record(traffic.apply((int) (this.events / size)), size);
			if (this.events >= nextLeap) {
				leap();
				nextLeap += this.random.nextLong(leapAfter);
			}
			if (this.random.nextInt(batchesPerCheck) == 0) {
				check();
			}
		}
		check();
		this.now = Math.max(this.now, this.window.newest()) + HOUR + 1;
		this.oracle.removeBefore(this.now - HOUR);
		check();
		assertThat(this.window.held()).isZero();
		assertThat(this.panes).isEmpty();
	}

	private void record(Traffic traffic, int size) {
		this.now += size * traffic.stepNanos();
		long edge = advance();
		long[] timestamps = new long[size];
		double[] values = new double[size];
		int count = 0;
		for (int i = 0; i < size; i++) {
			long timestamp = traffic.timestamp(this.events++, this.now - (size - 1 - i) * traffic.stepNanos(),
					this.random);
			if (timestamp >= edge) {
				timestamps[count] = timestamp;
				values[count] = ColumnOracle.value(this.random.nextInt(-1 << 20, 1 << 20));
				this.oracle.add(timestamp, values[count]);
				count++;
			}
		}
		this.window.reserve(count);
		this.window.add(new Run(timestamps, values, 0, count), isInOrder(timestamps, count));
	}

	private static boolean isInOrder(long[] timestamps, int count) {
		for (int i = 1; i < count; i++) {
			if (timestamps[i] < timestamps[i - 1]) {
				return false;
			}
		}
		return true;
	}

	/** Events that expired before the clock moved back stay expired. */
	private long advance() {
		long edge = this.now - HOUR;
		if (edge < this.window.edge()) {
			this.oracle.removeBefore(this.window.edge());
		}
		this.window.advanceTo(edge);
		return edge;
	}

	private void leap() {
		this.now += switch (this.random.nextInt(8)) {
			case 0 -> HOUR + 1;
			case 1 -> -this.random.nextLong(HOUR / 2);
			case 2 -> 1;
			default -> this.random.nextLong(HOUR / 2);
		};
	}

	private void check() {
		long edge = advance();
		try {
			WindowInvariants.check(this.window, this.panes);
		}
		catch (AssertionError ex) {
			throw new AssertionError(this.run, ex);
		}
		assertFrom(edge);
		assertFrom(edge + this.random.nextLong(HOUR));
		assertFrom(edge + HOUR - this.random.nextLong(1, 2000));
		switch (this.random.nextInt(8)) {
			case 0 -> assertPercentiles(edge + this.random.nextInt(2) * this.random.nextLong(HOUR));
			case 1 -> assertHistory(edge + this.random.nextLong(HOUR));
			case 2 -> removeExpired(edge);
			default -> {
			}
		}
	}

	private void assertFrom(long from) {
		Aggregate aggregate = new Aggregate(false);
		this.window.summarize(from, aggregate);
		assertThat(aggregate.summary().toStatistics()).as(this.run)
			.isEqualTo(this.oracle.statistics(from, Long.MAX_VALUE));
	}

	private void assertPercentiles(long start) {
		if (this.random.nextBoolean()) {
			seal(start);
		}
		long from = Math.max(start, advance());
		Aggregate aggregate = new Aggregate(true);
		this.window.summarize(from, aggregate);
		Statistics expected = this.oracle.statistics(from, Long.MAX_VALUE);
		assertThat(aggregate.summary().toStatistics()).as(this.run).isEqualTo(expected);
		if (expected.count() > 0) {
			double median = this.oracle.median(from);
			record(Traffic.RANDOM_OVER_THE_HOUR, 300);
			assertThat(aggregate.quantile(MEDIAN)).as(this.run).isEqualTo(median);
		}
	}

	private void seal(long from) {
		Sealer sealer = new Sealer(from);
		while (this.window.copyTo(sealer)) {
			if (sealer.hasCopied()) {
				sealer.sort();
				if (this.random.nextInt(10) == 0) {
					recordAroundSealing();
				}
				this.window.install(sealer);
			}
		}
	}

	/** While events are sorted the lock is free. */
	private void recordAroundSealing() {
		switch (this.random.nextInt(4)) {
			case 0 -> record(Traffic.RANDOM_OVER_THE_HOUR, 3000);
			case 1 -> {
				this.now += this.random.nextLong(HOUR / 16);
				advance();
			}
			case 2 -> this.window.removeExpired();
			default -> record(Traffic.TOWER, 9000);
		}
	}

	private void assertHistory(long from) {
		long step = this.random.nextLong(HOUR / 64, HOUR / 4);
		long start = Math.floorDiv(from, step) * step;
		int count = (int) (Math.floorDiv(this.now, step) - Math.floorDiv(from, step)) + 1;
		Timeline timeline = new Timeline(from, start, step, count, false);
		this.window.collect(timeline);
		for (int i = 0; i < count; i++) {
			long to = (i < count - 1) ? start + (i + 1) * step : Long.MAX_VALUE;
			assertThat(timeline.point(i).summary().toStatistics()).as(this.run)
				.isEqualTo(this.oracle.statistics(Math.max(from, start + i * step), to));
		}
	}

	private void removeExpired(long edge) {
		this.window.removeExpired();
		this.oracle.removeBefore(edge);
		assertThat(this.window.held()).as(this.run).isEqualTo(this.oracle.size());
		WindowInvariants.check(this.window, this.panes);
	}

}
