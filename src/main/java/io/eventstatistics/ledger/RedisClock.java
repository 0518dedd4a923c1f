package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock that replicas share: this machine's, corrected by as little as what was seen
 * of Redis' clock demands. Each reading of that bounds the correction from both sides, by
 * its round trip; the correction moves to the nearer bound where it lies outside, and not
 * at all where it lies within, so the clock does not follow the noise of the network.
 * Until the first reading it is this machine's. Thread-safe, without a lock; one thread
 * corrects.
 */
final class RedisClock implements InstantSource {

	/** Redis tells its time in whole microseconds. */
	private static final Duration RESOLUTION = Duration.ofNanos(1000);

	private final InstantSource local;

	private volatile Duration correction = Duration.ZERO;

	RedisClock(InstantSource local) {
		this.local = local;
	}

	@Override
	public Instant instant() {
		return this.local.instant().plus(this.correction);
	}

	/** This machine's own time. */
	Instant local() {
		return this.local.instant();
	}

	/**
	 * Takes in a reading of Redis' clock.
	 * @param asked this machine's time before it
	 * @param redis the reading
	 * @param answered this machine's time after it
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
