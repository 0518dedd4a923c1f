package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongPredicate;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the times of events and entries against the window. A margin of a minute allows
 * for different clocks of the appending and the applying replica. One thread checks;
 * other threads may read the counter.
 */
final class TimeBounds {

	private static final Logger logger = LoggerFactory.getLogger(TimeBounds.class);

	private static final Duration MARGIN = Duration.ofMinutes(1);

	/** The largest time of an entry, so that nanoseconds do not overflow. */
	private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

	private final EventService service;

	private final InstantSource clock;

	private volatile long ignored;

	TimeBounds(EventService service, InstantSource clock) {
		this.service = service;
		this.clock = clock;
	}

	/**
	 * Returns the append time of the first entry whose events or keys may still count.
	 */
	Instant firstKept() {
		return this.clock.instant().minus(this.service.retention()).minus(MARGIN);
	}

	/** Returns the events that may still count, often the same batch. */
	EventBatch withoutPast(EventBatch events) {
		long earliest = nanos(this.clock.instant().minus(this.service.window()).minus(MARGIN));
		return filter(events, (timestamp) -> timestamp >= earliest);
	}

	/**
	 * Returns the time of an entry.
	 * @param logTime the time by the log's clock
	 * @param entry the entry, whose own time is used unless it is later
	 */
	Instant timeOf(Instant logTime, Entry entry) {
		Instant own = entry.appendedAt();
		Instant time = (own != null && own.isBefore(logTime.plus(MARGIN))) ? own : logTime;
		return time.isBefore(LAST) ? time : LAST;
	}

	/**
	 * Returns the events that were acceptable when they were appended, often the same
	 * batch, and counts the others.
	 */
	EventBatch acceptable(EventBatch events, Instant appendedAt) {
		Instant now = this.clock.instant();
		Instant earlier = now.isBefore(appendedAt) ? now : appendedAt;
		Duration window = this.service.window();
		long earliest = nanos(earlier.minus(window).minus(MARGIN));
		long latest = nanos(appendedAt.plus(this.service.retention().minus(window)).plus(MARGIN));
		EventBatch result = filter(events, (timestamp) -> timestamp >= earliest && timestamp <= latest);
		if (result != events) {
			ignore(events.size() - result.size(), appendedAt);
		}
		return result;
	}

	private void ignore(int count, Instant appendedAt) {
		if (this.ignored == 0) {
			logger.warn("Ignored {} events of an entry of {}: a timestamp or value that is not accepted;"
					+ " others are counted and not logged", count, appendedAt);
		}
		this.ignored += count;
	}

	/** Returns how many events were ignored. */
	long ignored() {
		return this.ignored;
	}

	/** Returns a time of acceptance that is plausible for an entry's time. */
	static Instant acceptance(Instant acceptedAt, Instant appendedAt) {
		boolean plausible = acceptedAt.isBefore(appendedAt.plus(MARGIN))
				&& acceptedAt.isAfter(appendedAt.minus(Duration.ofDays(1)));
		return plausible ? acceptedAt : appendedAt;
	}

	private static EventBatch filter(EventBatch events, LongPredicate within) {
		int size = events.size();
		int index = 0;
		while (index < size && isGood(events, index, within)) {
			index++;
		}
		if (index == size) {
			return events;
		}
		int firstBad = index;
		return events.filter((i) -> i < firstBad || i > firstBad && isGood(events, i, within));
	}

	private static boolean isGood(EventBatch events, int index, LongPredicate within) {
		return Double.isFinite(events.value(index)) && within.test(events.timestampNanos(index));
	}

	/** Of an instant near now. */
	private static long nanos(Instant instant) {
		return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
	}

}
