package io.eventstatistics.testing;

import java.util.SplittableRandom;

/**
 * Kinds of traffic by the distribution of events over an hour. Timestamps are within the
 * hour before a given time.
 */
public enum Traffic {

	/** Each a little later than the one before it. */
	IN_ORDER(Traffic.HOUR / 20_000),

	/** 200 within two microseconds, then nothing for a while. */
	BURSTS(Traffic.SECOND / 2000),

	/** Anywhere in the hour. */
	RANDOM_OVER_THE_HOUR(Traffic.HOUR / 20_000),

	/** Anywhere in the hour, to the microsecond. */
	MICROSECONDS(Traffic.HOUR / 20_000),

	/** Anywhere in the hour, to the millisecond. */
	MILLISECONDS(Traffic.HOUR / 20_000),

	/** Anywhere in the hour, to the millisecond, and now and then to the nanosecond. */
	MIXED_PRECISION(Traffic.HOUR / 20_000),

	/** Within one second, not in order. */
	RANDOM_WITHIN_A_SECOND(1),

	/** Within 10 ms, not in order. */
	RANDOM_WITHIN_10_MS(1),

	/** Within a microsecond, not in order. */
	RANDOM_WITHIN_A_MICROSECOND(0),

	/** All at one moment. */
	ONE_NANOSECOND(0),

	/** Each a little earlier than the one before it. */
	REVERSE(Traffic.HOUR / 40_000),

	/** A thousand in order, then back to the start. */
	SAWTOOTH(Traffic.HOUR / 100_000),

	/** In turn now and half an hour ago. */
	TWO_PANES_IN_TURN(1000),

	/** A second apart. */
	ONE_A_SECOND(Traffic.SECOND),

	/** A minute apart. */
	ONE_A_MINUTE(60 * Traffic.SECOND),

	/** One to each of many spans of time, in turn. */
	ONE_A_SLOT(1000),

	/** One to each of a few spans of time, in turn. */
	ONE_A_PANE(1000),

	/** In turn one of two moments. */
	TWO_INSTANTS(0),

	/** Eight in order, then eight in the next of many spans of time. */
	RUNS_OF_EIGHT(1000),

	/**
	 * 8,201 at one moment and one more at each distance of a power of two from it, over
	 * and over.
	 */
	TOWER(0);

	private static final long SECOND = 1_000_000_000;

	private static final long HOUR = 3600 * SECOND;

	private static final int TOWER_HEIGHT = 8201;

	private static final int DISTANCES = 41;

	private final long stepNanos;

	Traffic(long stepNanos) {
		this.stepNanos = stepNanos;
	}

	/**
	 * Returns by how much the time moves with each event.
	 * @return nanoseconds, 0 or more
	 */
	public long stepNanos() {
		return this.stepNanos;
	}

	/**
	 * Returns when an event happened.
	 * @param index which event, counted from 0
	 * @param now the time
	 * @param random for traffic that is not in order
	 * @return the timestamp, less than an hour before the time and not after it
	 */
	public long timestamp(long index, long now, SplittableRandom random) {
		return switch (this) {
			case IN_ORDER, ONE_A_SECOND, ONE_A_MINUTE -> now;
			case BURSTS -> now - now % (SECOND / 10) + index % 200 * 10;
			case RANDOM_OVER_THE_HOUR -> now - random.nextLong(HOUR);
			case MICROSECONDS -> whole(now - random.nextLong(HOUR - SECOND), SECOND / 1_000_000);
			case MILLISECONDS -> whole(now - random.nextLong(HOUR - SECOND), SECOND / 1000);
			case MIXED_PRECISION ->
				whole(now - random.nextLong(HOUR - SECOND), (random.nextInt(500) > 0) ? SECOND / 1000 : 1);
			case RANDOM_WITHIN_A_SECOND -> now - random.nextLong(SECOND);
			case RANDOM_WITHIN_10_MS -> now - random.nextLong(SECOND / 100);
			case RANDOM_WITHIN_A_MICROSECOND -> now - random.nextLong(1000);
			case ONE_NANOSECOND -> now;
			case REVERSE -> now - index % 40_000 * (HOUR / 40_000);
			case SAWTOOTH -> now - HOUR / 2 + index % 1000 * (SECOND / 1000);
			case TWO_PANES_IN_TURN -> now - index % 2 * HOUR / 2;
			case ONE_A_SLOT -> now - index % 256 * (HOUR / 256);
			case ONE_A_PANE -> now - index % 8 * (HOUR / 8);
			case TWO_INSTANTS -> now - index % 2 * SECOND;
			case RUNS_OF_EIGHT -> now - HOUR * 3 / 4 + index / 8 % 300 * (HOUR / 600) + index % 8;
			case TOWER -> tower((int) (index % (TOWER_HEIGHT + 2 * DISTANCES)), now);
		};
	}

	private static long whole(long timestamp, long unit) {
		return timestamp - timestamp % unit;
	}

	private static long tower(int index, long now) {
		int place = index - TOWER_HEIGHT;
		long offset = (place < 0) ? 0 : (place % 2 == 0) ? 1L << place / 2 : -(1L << place / 2);
		return now - HOUR / 2 + Math.floorMod(offset, HOUR / 2);
	}

}
