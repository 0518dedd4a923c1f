package io.eventstatistics.ledger.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock that replicas share: this machine's monotonic clock, corrected by as little
 * as the readings of Redis' clock demand. A reading bounds the correction from both
 * sides, by its round trip; the correction moves to the nearer bound if it lies outside,
 * and not at all if it lies within, so the clock does not follow the noise of the
 * network. A step of the machine's wall clock changes nothing. Until the first reading it
 * is the wall clock of the time when this was created. Thread-safe, without a lock; one
 * thread corrects.
 */
public final class RedisClock implements InstantSource {

	/** Redis states its time in whole microseconds. */
	private static final Duration RESOLUTION = Duration.ofNanos(1000);

	private final LongSupplier nanoTime;

	private final Instant start;

	private final long startNanos;

	private volatile Duration correction = Duration.ZERO;

	/**
	 * Creates a clock.
	 * @param wall the machine's wall clock, read once
	 * @param nanoTime a clock that is never set, as {@link System#nanoTime()}
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
	 * Takes in a reading of Redis' clock.
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
