package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.eventstatistics.event.EventService;
import io.lettuce.core.StreamMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.ReadinessState;

/**
 * Follows the log on a connection of its own and has every entry applied, in order, from
 * the first one on. Where the connection fails it connects again and goes on after the
 * entry it has seen last, provided the log still has that one. A log that has not, was
 * set back (a Redis that was flushed, restored or lost its last entries) or has a gap:
 * what was built from it is thrown away and built anew. The place is tested once a second
 * too, for a log can be set back under a living connection.
 * <p>
 * One thread runs it, others may ask.
 */
final class Tail implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Tail.class);

	private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

	private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

	private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(200);

	private static final int FIRST_READINGS = 8;

	private final Supplier<Log> connect;

	private final EventService service;

	private final Applier applier;

	private final Appender appender;

	private final TimeBounds bounds;

	private final RedisClock clock;

	private final Refusal trimRefusal;

	private final Consumer<ReadinessState> readiness;

	private final CountDownLatch caughtUp = new CountDownLatch(1);

	/** The entry that was applied last. */
	private EntryId position = EntryId.NONE;

	/** The position at the check before. */
	private EntryId witness = EntryId.NONE;

	private long checkedAtNanos;

	private boolean lost;

	private boolean rebuilding;

	private volatile boolean following;

	private volatile long rebuilds;

	Tail(Supplier<Log> connect, EventService service, Applier applier, Appender appender, TimeBounds bounds,
			RedisClock clock, Refusal trimRefusal, Consumer<ReadinessState> readiness) {
		this.connect = connect;
		this.service = service;
		this.applier = applier;
		this.appender = appender;
		this.bounds = bounds;
		this.clock = clock;
		this.trimRefusal = trimRefusal;
		this.readiness = readiness;
	}

	/** Returns once what was in the log at the start is applied. */
	void awaitCaughtUp() throws InterruptedException {
		this.caughtUp.await();
	}

	/** Returns whether entries are applied as they come. */
	boolean isFollowing() {
		return this.following;
	}

	long rebuilds() {
		return this.rebuilds;
	}

	@Override
	public void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				follow();
				Thread.sleep(BETWEEN_CONNECTIONS.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.following = false;
			this.caughtUp.countDown();
		}
	}

	/**
	 * Returns where the connection fails, or whatever else: to follow again is the
	 * remedy.
	 */
	private void follow() {
		try (Log log = this.connect.get()) {
			for (int i = 0; i < FIRST_READINGS; i++) {
				readClock(log);
			}
			resume(log, this.position);
			while (true) {
				apply(log, log.await(this.position));
				this.appender.giveUpOld();
				if (System.nanoTime() - this.checkedAtNanos > CHECK_NANOS) {
					check(log);
				}
			}
		}
		catch (RuntimeException ex) {
			this.following = false;
			this.appender.giveUpOld();
			if (!this.lost && !Thread.currentThread().isInterrupted()) {
				logger.warn("The log is out of reach, events are refused until it is back: {}", ex.toString());
			}
			this.lost = true;
		}
	}

	private void resume(Log log, EntryId seen) {
		if (!seen.equals(EntryId.NONE) && !log.isIntact(seen, this.bounds.firstKept())) {
			rebuild(log, seen);
		}
		catchUp(log, log.last());
		this.following = true;
		this.caughtUp.countDown();
		if (this.lost) {
			logger.info("The log is within reach");
			this.lost = false;
		}
		if (this.rebuilding) {
			this.rebuilding = false;
			this.readiness.accept(ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private void rebuild(Log log, EntryId seen) {
		logger.warn("The log has lost entries up to {} before their time: the window is rebuilt from what it has",
				seen);
		this.rebuilding = true;
		this.following = false;
		this.rebuilds++;
		this.readiness.accept(ReadinessState.REFUSING_TRAFFIC);
		this.service.clear();
		this.position = EntryId.NONE;
		this.witness = EntryId.NONE;
		log.reset();
	}

	private void catchUp(Log log, EntryId end) {
		long eventsBefore = this.applier.events();
		long start = System.nanoTime();
		long told = start;
		while (this.position.compareTo(end) < 0 && apply(log, log.read(this.position))) {
			this.appender.giveUpOld();
			if (System.nanoTime() - told > PROGRESS_NANOS) {
				told = System.nanoTime();
				logger.info("Replaying the log: {} events so far, at {} of {}", this.applier.events() - eventsBefore,
						this.position, end);
			}
		}
		logger.debug("Replayed {} events in {} ms", this.applier.events() - eventsBefore,
				(System.nanoTime() - start) / 1_000_000);
	}

	/** Returns whether there were entries. */
	private boolean apply(Log log, List<StreamMessage<byte[], byte[]>> entries) {
		for (StreamMessage<byte[], byte[]> entry : entries) {
			EntryId id = EntryId.parse(entry.getId());
			this.applier.apply(id, Log.bytes(entry));
			log.applied(id);
			this.position = id;
		}
		return !entries.isEmpty();
	}

	private void check(Log log) {
		readClock(log);
		if (!log.isIntact(this.witness, this.bounds.firstKept())) {
			rebuild(log, this.witness);
			resume(log, EntryId.NONE);
		}
		this.witness = this.position;
		trim(log);
		this.checkedAtNanos = System.nanoTime();
	}

	private void trim(Log log) {
		try {
			log.trim(this.bounds.firstKept());
			this.trimRefusal.over();
		}
		catch (LogRefusalException ex) {
			this.trimRefusal.report(ex);
		}
	}

	private void readClock(Log log) {
		Instant asked = this.clock.local();
		Instant redis = log.time();
		this.clock.correct(asked, redis, this.clock.local());
	}

}
