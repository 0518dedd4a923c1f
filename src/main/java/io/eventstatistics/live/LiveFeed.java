package io.eventstatistics.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All who ask the same question equally often. A tick takes one snapshot for them all.
 * Thread-safe, but for ticks, which come one at a time.
 */
final class LiveFeed implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LiveFeed.class);

	private final Supplier<Frame> snapshot;

	private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

	private @Nullable Future<?> ticks;

	LiveFeed(Supplier<Frame> snapshot) {
		this.snapshot = snapshot;
	}

	/** A tick. */
	@Override
	public void run() {
		try {
			Frame frame = this.snapshot.get();
			this.subscribers.forEach((subscriber) -> subscriber.offer(frame));
		}
		catch (RuntimeException ex) {
			logger.error("A tick of the live streams failed", ex);
		}
	}

	void start(Future<?> ticks) {
		this.ticks = ticks;
	}

	void add(Subscriber subscriber) {
		this.subscribers.add(subscriber);
	}

	/** Returns whether the subscriber was there. */
	boolean remove(Subscriber subscriber) {
		return this.subscribers.remove(subscriber);
	}

	/** Returns whether nobody is left, in which case there are no more ticks. */
	boolean stopIfEmpty() {
		if (!this.subscribers.isEmpty()) {
			return false;
		}
		if (this.ticks != null) {
			this.ticks.cancel(false);
		}
		return true;
	}

	Set<Subscriber> subscribers() {
		return this.subscribers;
	}

}
