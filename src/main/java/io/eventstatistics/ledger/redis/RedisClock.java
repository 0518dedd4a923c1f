package io.eventstatistics.ledger.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock that replicas share: this machine's monotonic clock with the least correction
 * that fits the readings of Redis' clock. The round trip of a reading bounds the
 * correction from both sides. A correction outside the bounds moves to the nearer bound;
 * one within them stays, so that the clock does not follow network jitter. Steps of the
 * machine's wall clock have no effect. Until the first reading the clock continues the
 * wall clock of its creation. Thread-safe without a lock; one thread corrects.
 */
public final class RedisClock implements InstantSource {

	/** The resolution of Redis' time is one microsecond. */
	private static final Duration RESOLUTION = Duration.ofNanos(1000);

	private final LongSupplier nanoTime;

	private final Instant start;

	private final long startNanos;

	private volatile Duration correction = Duration.ZERO;

	/**
	 * Creates a clock.
	 * @param wall the machine's wall clock, read once
	 * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
	 */
	public RedisClock(InstantSource wall, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.start = wall.instant();
		this.startNanos = nanoTime.getAsLong();
	}

	@Override
	public Instant instant() {
		return local().plus(this.correction);
	}

	/** The time without the correction. */
	Instant local() {
		return this.start.plusNanos(this.nanoTime.getAsLong() - this.startNanos);
	}

	/**
	 * Corrects the clock by a reading of Redis' clock.
	 * @param asked the local time before it
	 * @param redis the reading
	 * @param answered the local time after it
	 */
	void correct(Instant asked, Instant redis, Instant answered) {
		Duration least = Duration.between(answered, redis);
		Duration most = Duration.between(asked, redis.plus(RESOLUTION));
		if (this.correction.compareTo(least) < 0) {
			this.correction = least;
		}
		else if (this.correction.compareTo(most) > 0) {
			this.correction = most;
		}
	}

}
