package io.eventstatistics.live;

/**
 * How long to wait for a client that holds a place, by how many places are taken: the
 * usual time up to half of them, then halved for each twentieth more, down to a
 * thousandth. So the last quarter of the places is never held for longer than 1/32 of the
 * usual time.
 */
final class Patience {

	private static final int STEPS = 20;

	private static final int MAX_STEPS = 10;

	private Patience() {
	}

	/**
	 * Returns how long to wait.
	 * @param taken places that others hold, 0 or more
	 * @param places how many there are, or below 1 where they are not bounded
	 * @param usualMillis the time to wait where places are left, 1 or more
	 * @return the time in milliseconds, 1 or more
	 */
	static long millis(long taken, long places, long usualMillis) {
		long past = taken - places / 2;
		if (places < 1 || past < 0) {
			return usualMillis;
		}
		return Math.max(1, usualMillis >> Math.min(MAX_STEPS, 1 + past * STEPS / places));
	}

}
