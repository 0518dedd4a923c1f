package io.eventstatistics.window;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.testing.ColumnOracle;
import io.eventstatistics.testing.FailingMeter;
import io.eventstatistics.testing.Traffic;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails every allocation of every call, one after the other. The counted bytes stay equal
 * to those held, exactly the added events count, and the window stays usable.
 */
class AllocationFailureTests {

	private static final long HOUR = 3_600_000_000_000L;

	private static final int SIZE = 700;

	/** Enough events that the next slots split the newest pane. */
	private static final int PREFILLED = 50_500;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final FailingMeter memory = new FailingMeter();

	private final ArrayDeque<Pane> panes = new ArrayDeque<>();

	private final SlidingWindow window = new SlidingWindow(this.panes, this.memory);

	private final ColumnOracle oracle = new ColumnOracle();

	private long now = 1_764_000_000_000_000_000L;

	private long events;

	private int failures;

	@ParameterizedTest
	@EnumSource
	void nothingIsLostOrHalfDone(Traffic traffic) {
		prefill();
		for (int i = 0; i < 24; i++) {
			Traffic next = (i % 3 == 0) ? Traffic.BURSTS : traffic;
			record(next, 1 + this.random.nextInt(SIZE));
			if (i % 10 == 9) {
				this.now += this.random.nextLong(HOUR / 2) - HOUR / 16;
			}
			ask();
		}
		this.now += 2 * HOUR;
		advance();
		check("all has expired");
		assertThat(this.failures).as("failures").isPositive();
	}

	private void prefill() {
		while (this.events < PREFILLED) {
			this.now += Traffic.BURSTS.stepNanos();
			long timestamp = Traffic.BURSTS.timestamp(this.events++, this.now, this.random);
			this.window.reserve(1);
			this.window.add(new Run(new long[] { timestamp }, new double[] { 1 }, 0, 1), true);
			this.oracle.add(timestamp, 1);
		}
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
				values[count] = ColumnOracle.value(this.random.nextInt(1 << 30) >> this.random.nextInt(30));
				count++;
			}
		}
		int room = count;
		withFailures("reserve", () -> this.window.reserve(room));
		this.memory.failAt(1);
		this.window.add(new Run(timestamps, values, 0, count), false);
		this.memory.succeed();
		for (int i = 0; i < count; i++) {
			this.oracle.add(timestamps[i], values[i]);
		}
	}

	private long advance() {
		long edge = this.now - HOUR;
		if (edge < this.window.edge()) {
			this.oracle.removeBefore(this.window.edge());
		}
		withFailures("advance", () -> this.window.advanceTo(edge));
		return edge;
	}

	private void ask() {
		long edge = this.now - HOUR;
		withFailures("summarize", () -> this.window.summarize(edge, new Aggregate(false)));
		long from = edge + this.random.nextLong(HOUR);
		withFailures("summarize a part", () -> this.window.summarize(from, new Aggregate(false)));
		switch (this.random.nextInt(6)) {
			case 0 -> withFailures("seal", () -> seal(from));
			case 1 -> withFailures("details", () -> this.window.summarize(edge, new Aggregate(true)));
			case 2 ->
				withFailures("collect", () -> this.window.collect(new Timeline(from, from, HOUR / 100, 200, false)));
			case 3 -> withFailures("remove", this.window::removeExpired);
			default -> {
			}
		}
	}

	private void seal(long from) {
		Sealer sealer = new Sealer(from);
		while (this.window.copyTo(sealer)) {
			if (sealer.hasCopied()) {
				sealer.sort();
				this.window.install(sealer);
			}
		}
	}

	/** Repeats a call, which fails one allocation later each time, until it succeeds. */
	private void withFailures(String call, Runnable action) {
		for (int n = 1; failsAt(n, action); n++) {
			this.failures++;
			check(call + " failed at " + n);
		}
	}

	private boolean failsAt(int n, Runnable action) {
		this.memory.failAt(n);
		try {
			action.run();
			return false;
		}
		catch (OutOfMemoryError ex) {
			return true;
		}
		finally {
			this.memory.succeed();
		}
	}

	private void check(String moment) {
		String description = "%s, seed %d".formatted(moment, this.seed);
		assertThat(this.window.bytes()).as(description).isEqualTo(this.window.countBytes());
		if (this.random.nextInt(20) > 0) {
			return;
		}
		Aggregate aggregate = new Aggregate(true);
		this.window.summarize(this.window.edge(), aggregate);
		Statistics expected = this.oracle.statistics(this.window.edge(), Long.MAX_VALUE);
		assertThat(aggregate.summary().toStatistics()).as(description).isEqualTo(expected);
		if (expected.count() > 0) {
			assertThat(aggregate.quantile(Quantile.of(BigDecimal.valueOf(0.5)))).as(description)
				.isEqualTo(this.oracle.median(this.window.edge()));
		}
		WindowInvariants.check(this.window, this.panes);
	}

}
