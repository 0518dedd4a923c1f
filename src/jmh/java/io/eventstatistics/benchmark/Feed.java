package io.eventstatistics.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;

/**
 * A service with a full window, a clock that moves with the events, and the next batches.
 */
final class Feed implements InstantSource {

	static final Duration WINDOW = Duration.ofHours(1);

	static final int BATCH = 1024;

	private static final long HOUR = WINDOW.toNanos();

	private final SplittableRandom random = new SplittableRandom(42);

	private final EventBatch batch = new EventBatch(BATCH);

	private final double[] values = new double[1 << 16];

	private final long stepNanos;

	final EventService service = new EventService(this, WINDOW, Duration.ofMinutes(10), Long.MAX_VALUE, Long.MAX_VALUE);

	private long now = 1_764_000_000_000_000_000L;

	private int next;

	Feed(long liveEvents) {
		this.stepNanos = HOUR / Math.max(1, liveEvents);
		Random normal = new Random(42);
		for (int i = 0; i < this.values.length; i++) {
			this.values[i] = Math.exp(normal.nextGaussian());
		}
		for (long i = 0; i < liveEvents; i += BATCH) {
			this.service.record(inOrder((int) Math.min(BATCH, liveEvents - i)), null);
		}
	}

	/** The next events, a step apart; the clock moves to the last of them. */
	EventBatch inOrder(int size) {
		this.batch.clear();
		for (int i = 0; i < size; i++) {
			this.now += this.stepNanos;
			this.batch.add(this.now, nextValue());
		}
		return this.batch;
	}

	/**
	 * Events at random times within the window. They live half as long as events in
	 * order, so that twice as many are sent for the same number of live events.
	 */
	EventBatch atRandom(int size) {
		this.now += size * this.stepNanos / 2;
		this.batch.clear();
		for (int i = 0; i < size; i++) {
			this.batch.add(this.now - (this.random.nextLong() >>> 1) % HOUR, nextValue());
		}
		return this.batch;
	}

	void advance(long nanos) {
		this.now += nanos;
	}

	long now() {
		return this.now;
	}

	double nextValue() {
		return this.values[this.next++ & (this.values.length - 1)];
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochSecond(0, this.now);
	}

}
