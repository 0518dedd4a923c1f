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
 * All subscribers of the same question at the same pace. A tick takes one snapshot for
 * them all. A question that is slow to answer is refreshed by another thread, one such
 * question at a time, and skips the ticks until then; ticks that are missed in a pause of
 * the process are skipped. Thread-safe, but for ticks, which come one at a time.
 */
final class LiveFeed implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LiveFeed.class);

	/** A question whose last two snapshots took longer is slow. */
	private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	/** Younger figures are those of this instant for a subscriber that joins. */
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
	 * @param slow refreshes feeds that are slow
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

	/** Rests as long as it worked, so that slow feeds take half a thread at most. */
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
	 * Returns the figures of this instant for a subscriber that joins, if they are at
	 * hand.
	 */
	@Nullable Frame fresh() {
		Taken last = this.latest;
		return (last != null && System.nanoTime() - last.at() < FRESH_NANOS) ? last.frame() : null;
	}

	/** Notes figures that were taken for the first subscriber, and how long that took. */
	void begin(Frame frame, long nanos) {
		this.latest = new Taken(frame, System.nanoTime(), nanos, 0);
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

	/** Figures, when they were taken, how long that took and the ones before. */
	private record Taken(Frame frame, long at, long nanos, long nanosBefore) {

		boolean isSlow() {
			return Math.min(this.nanos, this.nanosBefore) > SLOW_NANOS;
		}

	}

}
