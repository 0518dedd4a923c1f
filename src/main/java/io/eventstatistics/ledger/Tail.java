package io.eventstatistics.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.eventstatistics.event.EventService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.ReadinessState;

/**
 * Reads the log and applies every entry, in the order of its partition, from the first
 * one on. If the log fails, it is opened again and reading continues after the last
 * entry, provided the log still has it. Otherwise the log was set back or has a gap, and
 * the window is rebuilt from it. The position is also checked once a second, because a
 * log can be set back while it is open. One thread runs the tail; other threads may read
 * its state.
 */
final class Tail implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Tail.class);

	private static final Duration WAIT = Duration.ofMillis(500);

	private static final long CHECK_NANOS = Duration.ofSeconds(1).toNanos();

	private static final Duration BETWEEN_OPENINGS = Duration.ofMillis(200);

	private final Log log;

	private final EventService service;

	private final Applier applier;

	private final Appenders appenders;

	private final TimeBounds bounds;

	private final Refusal trimRefusal;

	private final Consumer<ReadinessState> readiness;

	private final CountDownLatch caughtUp = new CountDownLatch(1);

	/** The last applied entries. */
	private Positions position = Positions.NONE;

	/** The position at the previous check. */
	private Positions witness = Positions.NONE;

	private long checkedAtNanos;

	private boolean lost;

	private volatile boolean stopping;

	private volatile boolean following;

	private volatile boolean complete;

	private volatile long rebuilds;

	/** Figures of the replay at the start, published by its end. */
	private long eventsReplayed;

	private long replayNanos;

	Tail(Log log, EventService service, Applier applier, Appenders appenders, TimeBounds bounds, Refusal trimRefusal,
			Consumer<ReadinessState> readiness) {
		this.log = log;
		this.service = service;
		this.applier = applier;
		this.appenders = appenders;
		this.bounds = bounds;
		this.trimRefusal = trimRefusal;
		this.readiness = readiness;
	}

	/** Returns once the entries that the log had at the start are applied. */
	void awaitCaughtUp() throws InterruptedException {
		this.caughtUp.await();
	}

	/** Returns whether the log is reachable and entries are applied. */
	boolean isFollowing() {
		return this.following;
	}

	/** Returns whether the window has all entries that the log had when it was opened. */
	boolean isComplete() {
		return this.complete;
	}

	long rebuilds() {
		return this.rebuilds;
	}

	/** Returns how many events the replay at the start applied; valid after it. */
	long eventsReplayed() {
		return this.eventsReplayed;
	}

	/** Returns how long the replay at the start took; valid after it. */
	long replayNanos() {
		return this.replayNanos;
	}

	/** Resets a previous stop. */
	void start() {
		this.stopping = false;
	}

	/** Stops the run. */
	void stop() {
		this.stopping = true;
	}

	@Override
	public void run() {
		try {
			while (!this.stopping && !Thread.currentThread().isInterrupted()) {
				follow();
				Thread.sleep(BETWEEN_OPENINGS.toMillis());
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

	/** Returns after any failure; the caller opens the log again. */
	private void follow() {
		try (LogReader reader = this.log.openReader()) {
			resume(reader, this.position);
			while (!this.stopping) {
				apply(reader.read(this.position, WAIT));
				this.appenders.giveUpOld();
				if (System.nanoTime() - this.checkedAtNanos > CHECK_NANOS) {
					check(reader);
				}
			}
		}
		catch (RuntimeException ex) {
			this.following = false;
			this.appenders.giveUpOld();
			if (!this.lost && !Thread.currentThread().isInterrupted()) {
				logger.warn("The log is unreachable, events are refused until it is reachable: {}", ex.toString());
			}
			this.lost = true;
		}
		catch (Error ex) {
			recover(ex);
		}
	}

	/** A part of an entry may be applied, so that all are applied anew. */
	private void recover(Error failure) {
		forget();
		this.appenders.giveUpOld();
		logger.error("An entry of the log cannot be applied: the window is rebuilt", failure);
	}

	private void resume(LogReader reader, Positions seen) {
		if (!seen.equals(Positions.NONE) && !reader.isIntact(seen, this.bounds.firstKept())) {
			rebuild(seen);
		}
		catchUp(reader);
		if (this.stopping) {
			return;
		}
		this.following = true;
		if (this.lost) {
			logger.info("The log is reachable");
			this.lost = false;
		}
		if (!this.complete) {
			this.complete = true;
			if (this.caughtUp.getCount() == 0) {
				this.readiness.accept(ReadinessState.ACCEPTING_TRAFFIC);
			}
		}
		this.caughtUp.countDown();
	}

	private void rebuild(Positions seen) {
		logger.warn("The log has lost entries up to {} before their time: the window is rebuilt from what it has",
				seen);
		forget();
	}

	private void forget() {
		this.complete = false;
		this.following = false;
		this.rebuilds++;
		this.readiness.accept(ReadinessState.REFUSING_TRAFFIC);
		this.service.clear();
		this.position = Positions.NONE;
		this.witness = Positions.NONE;
	}

	private void catchUp(LogReader reader) {
		ReplayProgress progress = new ReplayProgress(this.applier, reader.last());
		while (!this.stopping && !this.position.reach(progress.end())
				&& apply(reader.read(this.position, Duration.ZERO))) {
			this.appenders.giveUpOld();
			progress.at(this.position);
		}
		note(progress);
	}

	/** The start line logs the figures of the first replay. */
	private void note(ReplayProgress progress) {
		if (this.caughtUp.getCount() > 0) {
			this.replayNanos += progress.nanos();
			this.eventsReplayed += progress.events();
		}
		else if (progress.events() > 0) {
			logger.info("Replayed {} events in {} ms", progress.events(),
					TimeUnit.NANOSECONDS.toMillis(progress.nanos()));
		}
	}

	/** Returns whether entries were read. */
	private boolean apply(List<LogEntry> entries) {
		for (LogEntry entry : entries) {
			this.applier.apply(entry);
			this.position = this.position.after(entry);
		}
		return !entries.isEmpty();
	}

	private void check(LogReader reader) {
		if (!reader.isIntact(this.witness, this.bounds.firstKept())) {
			rebuild(this.witness);
			resume(reader, Positions.NONE);
		}
		this.witness = this.position;
		trim(reader);
		this.checkedAtNanos = System.nanoTime();
	}

	private void trim(LogReader reader) {
		try {
			reader.trim(this.bounds.firstKept());
			this.trimRefusal.over();
		}
		catch (LogRefusalException ex) {
			this.trimRefusal.report(ex);
			if (this.trimRefusal.isFailure()) {
				this.readiness.accept(ReadinessState.REFUSING_TRAFFIC);
			}
		}
	}

}
