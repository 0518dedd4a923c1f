package io.eventstatistics.live;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The latest frame for one client, taken by its connection when the socket accepts more.
 * A newer frame replaces one that was not taken in time. Slow readers skip to the latest
 * message and never block others; each holds the memory of one frame.
 * <p>
 * Thread-safe without a lock. Producers signal and return; one thread drains for all
 * ({@link #pump()}).
 */
abstract class Subscriber {

	private final AtomicReference<@Nullable Frame> latest = new AtomicReference<>();

	private final AtomicInteger announced = new AtomicInteger();

	private final AtomicBoolean beating = new AtomicBoolean();

	private volatile boolean ended;

	/** Sets the first frame without signalling. */
	final void prepare(Frame frame) {
		this.latest.set(frame);
	}

	/** Offers the latest frame. */
	final void offer(Frame frame) {
		this.latest.set(frame);
		announce();
	}

	/**
	 * Requests a heartbeat, which shows the client that the stream is alive and detects a
	 * dead client.
	 */
	final void beat() {
		this.beating.set(true);
		announce();
	}

	/** Ends the stream because the service is stopping. */
	final void end() {
		this.ended = true;
		announce();
	}

	/** Drains now, or leaves it to the thread that is draining. */
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
	 * Writes pending frames as far as the connection accepts them. Called by one thread
	 * at a time; must not block or throw.
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
