package io.eventstatistics.live;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * A client's end of a stream: a slot for the latest frame, which the connection empties
 * when it can take more. What it cannot take in time is replaced, so that a slow client
 * skips to the latest and holds no memory but its slot.
 * <p>
 * Thread-safe without a lock: whoever has news for it announces them and goes on; one of
 * the announcers {@linkplain #pump() pumps} for all, and none waits.
 */
abstract class Subscriber {

	private final AtomicReference<@Nullable Frame> latest = new AtomicReference<>();

	private final AtomicInteger announced = new AtomicInteger();

	private final AtomicBoolean beating = new AtomicBoolean();

	private volatile boolean ended;

	/** Gives it the figures to begin with, of which it is not told yet. */
	final void prepare(Frame frame) {
		this.latest.set(frame);
	}

	/** Gives it the latest figures. */
	final void offer(Frame frame) {
		this.latest.set(frame);
		announce();
	}

	/**
	 * Has it show the other side that the stream lives, and find out whether that does.
	 */
	final void beat() {
		this.beating.set(true);
		announce();
	}

	/** Ends the stream, for the service is about to stop. */
	final void end() {
		this.ended = true;
		announce();
	}

	/** Has what there is to do done, by this thread or the one that is at it. */
	final void announce() {
		int seen = this.announced.incrementAndGet();
		if (seen > 1) {
			return;
		}
		while (seen > 0) {
			pump();
			seen = this.announced.addAndGet(-seen);
		}
	}

	/**
	 * Writes what there is to write as far as the connection takes it. Called by one
	 * thread at a time; it must not wait for the other side, nor throw.
	 */
	abstract void pump();

	final @Nullable Frame takeFrame() {
		return this.latest.getAndSet(null);
	}

	final boolean takeBeat() {
		return this.beating.getAndSet(false);
	}

	final boolean hasEnded() {
		return this.ended;
	}

}
