package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.testing.ReachableBytes;
import io.eventstatistics.testing.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The bytes that a window counts are those of its objects, and are proportional to the
 * events.
 */
class MemoryTests {

	private static final long SECOND = 1_000_000_000;

	private static final long HOUR = 3600 * SECOND;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final ArrayDeque<Pane> panes = new ArrayDeque<>(1);

	private final SlidingWindow window = new SlidingWindow(this.panes);

	private long now = 1_764_000_000_000_000_000L;

	private long events;

	@ParameterizedTest
	@EnumSource
	void bytesCountedAreThoseHeld(Traffic traffic) {
		for (int i = 0; i < 40; i++) {
			record(traffic, HOUR, 1 + this.random.nextInt(5000));
			if (i % 8 == 0) {
				ask();
			}
			long held = ReachableBytes.of(this.window);
			assertThat((double) this.window.bytes()).as("%s after %d batches, seed %d", traffic, i, this.seed)
				.isCloseTo(held, within(256 + 0.01 * held));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { SECOND, 60 * SECOND, HOUR })
	void denseEventsTakeThirteenBytes(long length) {
		fill(length, 1_000_000, false);
		assertThat(bytesPerEvent()).isLessThanOrEqualTo(13);
		this.window.summarize(this.window.edge() + 1, new Aggregate(false));
		assertThat(bytesPerEvent()).as("with an edge index").isLessThanOrEqualTo(13.1);
	}

	/** A column whose events lie seconds apart needs 16 bytes an event. */
	@ParameterizedTest
	@ValueSource(longs = { 24 * HOUR, 168 * HOUR })
	void eventsOfLongWindowsTakeSeventeenBytes(long length) {
		fill(length, 400_000, true);
		assertThat(bytesPerEvent()).isLessThanOrEqualTo(17);
	}

	@ParameterizedTest
	@EnumSource
	void noTrafficTakesMoreThanTwentyFourBytesAnEvent(Traffic traffic) {
		while (this.events < 300_000) {
			record(traffic, 168 * HOUR, 1000);
		}
		assertThat(bytesPerEvent()).as("%s, seed %d", traffic, this.seed).isLessThanOrEqualTo(24);
	}

	@ParameterizedTest
	@ValueSource(longs = { SECOND, 60 * SECOND, HOUR, 24 * HOUR, 168 * HOUR })
	void sparseEventsTakeTwentyFourBytesAndAnIndexHalfAsMuchMore(long length) {
		fill(length, 3600, false);
		assertThat(bytesPerEvent()).isLessThanOrEqualTo(24);
		fill(length, 3600, true);
		assertThat(bytesPerEvent()).as("with questions").isLessThanOrEqualTo(36);
	}

	@ParameterizedTest
	@ValueSource(longs = { SECOND, 60 * SECOND, HOUR, 24 * HOUR, 168 * HOUR })
	void sixtyEventsTakeFewKilobytes(long length) {
		fill(length, 60, false);
		assertThat(this.window.bytes()).isLessThanOrEqualTo(2200);
		fill(length, 60, true);
		assertThat(this.window.bytes()).as("with questions").isLessThanOrEqualTo(2200);
		this.now++;
		fill(length, 60, true);
		assertThat(this.window.bytes()).as("nanoseconds beside seconds").isLessThanOrEqualTo(2560);
	}

	@Test
	void emptyWindowTakesHalfAKilobyte() {
		assertThat(this.window.bytes()).isLessThanOrEqualTo(512);
		assertThat(ReachableBytes.of(this.window)).isLessThanOrEqualTo(512);
	}

	@Test
	void spareColumnsFollowThoseInUse() {
		MemoryMeter memory = new MemoryMeter();
		ColumnPool pool = new ColumnPool(memory);
		Column[] columns = new Column[10_000];
		for (int i = 0; i < columns.length; i++) {
			columns[i] = pool.take(Column.MAX_CAPACITY);
		}
		long before = memory.bytes();
		for (int i = 10; i < columns.length; i++) {
			pool.giveBack(columns[i]);
		}
		assertThat(memory.bytes()).isEqualTo(before / columns.length * 11);
	}

	/** Events one by one, evenly over three lengths of the window. */
	private void fill(long length, int live, boolean asked) {
		for (int i = 0; i < 3 * live; i++) {
			this.now += length / live;
			long[] timestamps = { this.now };
			this.window.advanceTo(this.now - length);
			this.window.reserve(1);
			this.window.add(new Run(timestamps, new double[] { this.random.nextDouble() }, 0, 1), true);
			if (asked && i % 50 == 0) {
				this.window.summarize(this.window.edge(), new Aggregate(false));
			}
		}
	}

	private void record(Traffic traffic, long length, int size) {
		this.now += size * traffic.stepNanos();
		this.window.advanceTo(this.now - length);
		long[] timestamps = new long[size];
		double[] values = new double[size];
		int count = 0;
		for (int i = 0; i < size; i++) {
			long timestamp = traffic.timestamp(this.events++, this.now - (size - 1 - i) * traffic.stepNanos(),
					this.random);
			if (timestamp >= this.window.edge()) {
				timestamps[count] = timestamp;
				values[count] = this.random.nextDouble();
				count++;
			}
		}
		this.window.reserve(count);
		this.window.add(new Run(timestamps, values, 0, count), false);
	}

	private void ask() {
		long from = this.window.edge() + this.random.nextLong(HOUR);
		this.window.summarize(this.window.edge(), new Aggregate(false));
		this.window.summarize(from, new Aggregate(false));
		if (this.random.nextInt(3) == 0) {
			seal(from);
			this.window.summarize(from, new Aggregate(true));
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

	private double bytesPerEvent() {
		return (double) this.window.bytes() / this.window.held();
	}

}
