package io.eventstatistics.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.eventstatistics.event.RecorderUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one query at one interval. Each tick takes one snapshot for all of
 * them. A slow query is refreshed by another thread, one slow query at a time, and skips
 * ticks until then. Ticks missed in a pause of the process are skipped. Thread-safe,
 * except that ticks must not overlap.
 */
final class LiveFeed implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LiveFeed.class);

	/** A query is slow if its last two snapshots took longer. */
	private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/** Figures younger than this are current for a new subscriber. */
	private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long MAX_REST_MILLIS = 1000;

	private final Supplier<Frame> snapshot;

	private final long everyNanos;

	private final Executor slow;

	private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean waiting = new AtomicBoolean();

	private volatile @Nullable Taken latest;

	private @Nullable Future<?> ticks;

	/**
	 * Creates a feed without subscribers.
	 * @param snapshot takes the figures
	 * @param everyNanos the time between two ticks
	 * @param slow runs the refreshes of slow feeds
	 */
	LiveFeed(Supplier<Frame> snapshot, long everyNanos, Executor slow) {
		this.snapshot = snapshot;
		this.everyNanos = everyNanos;
		this.slow = slow;
	}

	/** A tick. */
	@Override
	public void run() {
		if (isMissed()) {
			return;
		}
		Taken last = this.latest;
		if (last == null || !last.isSlow()) {
			refresh();
		}
		else if (this.waiting.compareAndSet(false, true)) {
			this.slow.execute(this::refreshSlowly);
		}
	}

	/** Whether another tick is due already. */
	private boolean isMissed() {
		return this.ticks instanceof Delayed tick && tick.getDelay(TimeUnit.NANOSECONDS) <= -this.everyNanos;
	}

	/**
	 * Pauses as long as the refresh took, so that slow feeds use at most half a thread.
	 */
	private void refreshSlowly() {
		this.waiting.set(false);
		if (this.subscribers.isEmpty()) {
			return;
		}
		long start = System.nanoTime();
		refresh();
		try {
			Thread.sleep(Math.min(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), MAX_REST_MILLIS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void refresh() {
		try {
			Frame frame = take().frame();
			this.subscribers.forEach((subscriber) -> subscriber.offer(frame));
		}
		catch (RecorderUnavailableException ex) {
			logger.debug("A tick of the live streams is skipped: {}", ex.getMessage());
		}
		catch (RuntimeException ex) {
			logger.error("A tick of the live streams failed", ex);
		}
	}

	private Taken take() {
		long start = System.nanoTime();
		Frame frame = this.snapshot.get();
		long end = System.nanoTime();
		Taken last = this.latest;
		Taken taken = new Taken(frame, end, end - start, (last != null) ? last.nanos() : 0);
		this.latest = taken;
		return taken;
	}

	/**
	 * Returns the current figures for a new subscriber, if available.
	 */
	@Nullable Frame fresh() {
		Taken last = this.latest;
		return (last != null && System.nanoTime() - last.at() < FRESH_NANOS) ? last.frame() : null;
	}

	/** Stores the figures taken for the first subscriber and the time that this took. */
	void begin(Frame frame, long nanos) {
		this.latest = new Taken(frame, System.nanoTime(), nanos, 0);
	}

	void start(Future<?> ticks) {
		this.ticks = ticks;
	}

	void add(Subscriber subscriber) {
		this.subscribers.add(subscriber);
	}

	/** Returns whether the subscriber was present. */
	boolean remove(Subscriber subscriber) {
		return this.subscribers.remove(subscriber);
	}

	/** Returns whether there are no subscribers left; then there are no more ticks. */
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

	/**
	 * Figures, when they were taken, how long it took, and how long the previous ones
	 * took.
	 */
	private record Taken(Frame frame, long at, long nanos, long nanosBefore) {

		boolean isSlow() {
			return Math.min(this.nanos, this.nanosBefore) > SLOW_NANOS;
		}

	}

}
