package io.eventstatistics.live;

/**
 * The timeout of a client that occupies a connection or thread, by their utilization: the
 * usual timeout up to one half, then halved for each further twentieth, down to a
 * thousandth. So above three quarters the timeout is at most 1/32 of the usual one.
 */
final class Patience {

	private static final int STEPS = 20;

	private static final int MAX_STEPS = 10;

	/**
	 * The number in use from which unbounded places run short, because they share the
	 * cores.
	 */
	private static final int UNBOUNDED_SHORTAGE = 250;

	private Patience() {
	}

	/**
	 * Returns whether so many are in use that others may find none.
	 * @param taken the number in use, 0 or more
	 * @param places the number there is, or below 1 if unbounded
	 */
	static boolean runsShort(long taken, int places) {
		return taken > ((places > 0) ? places / 2 : UNBOUNDED_SHORTAGE);
	}

	/**
	 * Returns the timeout.
	 * @param taken the number in use by others, 0 or more
	 * @param places the number there is, or below 1 if unbounded
	 * @param usualMillis the timeout at low utilization, 1 or more
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
