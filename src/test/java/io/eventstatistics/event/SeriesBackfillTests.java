package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A large backfill splits the first slot of a series that has already lost events into
 * more than a pane. No expired event counts while the edge passes that pane.
 */
class SeriesBackfillTests {

	private static final long SECOND = 1_000_000_000L;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int BACKFILL = 1_500_000;

	private static final SeriesSelector SERIES = SeriesSelector.of(Set.of("x"), Set.of(), false);

	private static final long START = Instant.parse("2026-11-23T14:30:00Z").getEpochSecond() * SECOND;

	private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(START / SECOND));

	private final EventService service = new EventService(this.clock, WINDOW, Duration.ZERO, Long.MAX_VALUE,
			Long.MAX_VALUE);

	private final SplittableRandom random = new SplittableRandom(17);

	private final long[] timestamps = new long[BACKFILL + 120];

	private int recorded;

	@Test
	void noExpiredEventCountsWhereSlotsWereSplit() {
		for (int i = 0; i < 120; i++) {
			record(1);
			this.clock.advance(SECOND / 2);
		}
		this.clock.advance(SECOND / 4);
		check("the first event has expired");
		record(BACKFILL);
		for (int step = 0; step < 160; step++) {
			this.clock.advance(SECOND / 4);
			check("step " + step);
		}
	}

	/** One event of now, or many of random moments of the last minute. */
	private void record(int events) {
		EventBatch batch = new EventBatch(events);
		for (int i = 0; i < events; i++) {
			long timestamp = this.clock.nanos() - ((events > 1) ? this.random.nextLong(60 * SECOND) : 0);
			this.timestamps[this.recorded++] = timestamp;
			batch.add(timestamp, value(timestamp), "x");
		}
		this.service.record(batch, null);
		Arrays.sort(this.timestamps, 0, this.recorded);
	}

	/** Small whole numbers, so that their sum is exact; the oldest are the least. */
	private static long value(long timestamp) {
		return (timestamp - START) / 1_000_000;
	}

	private void check(String description) {
		long edge = this.clock.nanos() - 60 * SECOND;
		int from = Arrays.binarySearch(this.timestamps, 0, this.recorded, edge);
		from = (from < 0) ? -from - 1 : from;
		long sum = 0;
		for (int i = from; i < this.recorded; i++) {
			sum += value(this.timestamps[i]);
		}
		int count = this.recorded - from;
		Statistics expected = new Statistics(count, value(this.timestamps[from]),
				value(this.timestamps[this.recorded - 1]), (double) sum / count);
		assertThat(this.service.snapshot(SERIES, WINDOW, false).aggregate().summary().toStatistics()).as(description)
			.isEqualTo(expected);
	}

}
