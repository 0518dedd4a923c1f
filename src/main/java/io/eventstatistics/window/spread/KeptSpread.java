package io.eventstatistics.window.spread;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a number of events spread, kept for the next question. Not
 * thread-safe.
 */
public final class KeptSpread {

	private @Nullable Spread kept;

	private long count;

	/**
	 * Returns what is kept if it is of so many events.
	 * @param events how many events there are now
	 * @return the spread, or null where there is none that is up to date
	 */
	public @Nullable Spread of(long events) {
		return (this.count == events) ? this.kept : null;
	}

	/**
	 * Keeps a spread.
	 * @param spread the spread
	 * @param events how many events it is of
	 */
	public void keep(Spread spread, long events) {
		this.kept = spread;
		this.count = events;
	}

	/** To be called where events leave. */
	public void forget() {
		this.kept = null;
	}

}
