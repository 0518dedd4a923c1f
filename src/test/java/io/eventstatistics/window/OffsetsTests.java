package io.eventstatistics.window;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.window.rank.SortedColumn;
import io.eventstatistics.window.rank.SortedValues;
import io.eventstatistics.window.sum.SquareSum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Timestamps in a column come back to the nanosecond, and take four bytes where they have
 * a unit in common that spans them.
 */
class OffsetsTests {

	private static final long NOW = 1_764_000_000_123_456_789L;

	private static final long SECOND = 1_000_000_000;

	private final MemoryMeter memory = new MemoryMeter();

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0", "99, 0", "100, 1", "-300, 1", "1000, 2", "10000, 2", "-999000, 2", "1000000, 3",
			"60000000000, 3" })
	void theCommonUnitIsTheCoarsest(long difference, int unit) {
		assertThat(Offsets.common(Offsets.COARSEST, difference)).isEqualTo((difference == 0) ? Offsets.COARSEST : unit);
		assertThat(Offsets.common(Offsets.NANOSECOND, difference)).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void exactlyTheTimestampsThatAnOffsetReachesFit(int unit) {
		long nanos = Offsets.nanos(unit);
		assertThat(fits(NOW + Integer.MAX_VALUE * nanos, unit)).isTrue();
		assertThat(fits(NOW + (Integer.MAX_VALUE + 1L) * nanos, unit)).isFalse();
		assertThat(fits(NOW + Integer.MIN_VALUE * nanos, unit)).isTrue();
		assertThat(fits(NOW + (Integer.MIN_VALUE - 1L) * nanos, unit)).isFalse();
		assertThat(fits(NOW + 7 * nanos + 1, unit)).isEqualTo(unit == Offsets.NANOSECOND);
		assertThat(fits(NOW - 7 * nanos - 1, unit)).isEqualTo(unit == Offsets.NANOSECOND);
	}

	@ParameterizedTest
	@CsvSource({ "1, 4, true", "1, 5, false", "100, 420, true", "100, 450, false", "1000, 4200, true",
			"1000000, 604800, true", "1000000000, 604800, true" })
	void anEventTakesTwelveBytesWhereItsUnitAllows(long nanos, long seconds, boolean narrow) {
		Column column = new Column(Column.MAX_CAPACITY);
		long count = 200;
		for (long i = 0; i < count; i++) {
			append(column, NOW + (i * (seconds * SECOND / count) / nanos + i % 3) * nanos);
		}
		assertThat(column.isWide()).isEqualTo(!narrow);
		long[] timestamps = timestamps(column);
		Column sealed = sealed(timestamps);
		assertThat(sealed.isWide()).isEqualTo(!narrow);
	}

	@Test
	void timestampsComeBackToTheNanosecond() {
		long seed = new Random().nextLong();
		SplittableRandom random = new SplittableRandom(seed);
		for (int run = 0; run < 2000; run++) {
			Column column = new Column(1 + random.nextInt(4));
			long[] expected = new long[Column.MAX_CAPACITY];
			int size = 0;
			while (size < Column.MAX_CAPACITY) {
				long nanos = Offsets.nanos(random.nextInt(1 + random.nextInt(4)));
				long span = 1 + random.nextLong(1L << random.nextInt(1, 56));
				long[] more = random.longs(1 + random.nextInt(40), -span, span)
					.map((distance) -> NOW + distance / nanos * nanos)
					.toArray();
				int count = column.prepare(this.memory, more, 0, more.length);
				column.append(more, new double[more.length], 0, count);
				System.arraycopy(more, 0, expected, size, count);
				size += count;
				assertThat(timestamps(column)).as("seed %d, run %d", seed, run)
					.isEqualTo(Arrays.copyOf(expected, size));
			}
			assertThat(timestamps(sealed(expected.clone()))).as("seed %d, run %d", seed, run).isEqualTo(expected);
		}
	}

	@Test
	void aSpareColumnStartsWithNanosecondsAgain() {
		Column column = new Column(Column.MAX_CAPACITY);
		append(column, 0);
		append(column, 3600 * SECOND);
		column.clear();
		append(column, NOW);
		append(column, NOW + 1);
		assertThat(timestamps(column)).containsExactly(NOW, NOW + 1);
		assertThat(column.isWide()).isFalse();
	}

	private void append(Column column, long timestamp) {
		long[] one = { timestamp };
		assertThat(column.prepare(this.memory, one, 0, 1)).isOne();
		column.append(one, new double[1], 0, 1);
	}

	private static Column sealed(long[] timestamps) {
		double[] values = new double[timestamps.length];
		return Column.sealed(timestamps, values,
				new SortedValues(new SortedColumn(values, 0, values.length), new SquareSum()));
	}

	private static boolean fits(long timestamp, int unit) {
		return Offsets.fit(new long[] { NOW, timestamp }, 0, 2, NOW, unit);
	}

	private static long[] timestamps(Column column) {
		long[] result = new long[column.size()];
		column.copyTo(result, new double[result.length], 0);
		for (int i = 0; i < result.length; i++) {
			assertThat(column.timestamp(i)).isEqualTo(result[i]);
		}
		return result;
	}

}
