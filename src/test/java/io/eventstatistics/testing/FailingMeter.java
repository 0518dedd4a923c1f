package io.eventstatistics.testing;

import io.eventstatistics.window.MemoryMeter;

/**
 * A meter that fails at one of the allocations that follow, and at all after it.
 */
public final class FailingMeter extends MemoryMeter {

	private int left = Integer.MAX_VALUE;

	/**
	 * Fails from an allocation on, until {@link #succeed()}.
	 * @param n the first that fails, 1 for the next one
	 */
	public void failAt(int n) {
		this.left = n;
	}

	/** Fails no more. */
	public void succeed() {
		this.left = Integer.MAX_VALUE;
	}

	@Override
	public void claim(long count) {
		if (this.left < Integer.MAX_VALUE && --this.left <= 0) {
			this.left = 1;
			throw new OutOfMemoryError("injected");
		}
		super.claim(count);
	}

}
