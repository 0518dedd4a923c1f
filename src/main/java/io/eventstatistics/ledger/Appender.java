package io.eventstatistics.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.SeriesRefusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: one thread appends all queued batches of a partition as one entry, and
 * repeats without a timer. The higher the load, the more batches share an append. The
 * queue is bounded. Thread-safe.
 */
final class Appender implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Appender.class);

	/** The capacity of the queue. */
	private static final int CAPACITY = 10_000;

	/** An entry with this many events and left-out series takes no further batch. */
	static final int EVENTS_PER_ENTRY = 8192;

	private final BlockingQueue<PendingAppend> waiting = new ArrayBlockingQueue<>(CAPACITY);

	/** The batches that are appended and not applied yet, by sequence. */
	private final Map<Long, Group> appended = new ConcurrentHashMap<>();

	private final long replica;

	private final int partition;

	private final Log log;

	private final InstantSource clock;

	private final Refusal refusal;

	private final EntryEncoder encoder;

	/** Used by the appending thread only. */
	private @Nullable LogAppender appender;

	private long sequence;

	private volatile boolean stopping;

	/**
	 * Creates an appender.
	 * @param replica identifies its entries; differs from that of all other appenders
	 * @param partition the partition of the log
	 */
	Appender(long replica, int partition, Log log, InstantSource clock, Refusal refusal) {
		this.replica = replica;
		this.partition = partition;
		this.encoder = new EntryEncoder(replica);
		this.log = log;
		this.clock = clock;
		this.refusal = refusal;
	}

	/**
	 * Queues a batch.
	 * @throws RecorderUnavailableException if the queue is full
	 */
	void add(PendingAppend pending) {
		if (!this.waiting.offer(pending)) {
			throw new RecorderUnavailableException("too many requests wait for the log: try again later");
		}
	}

	/** Returns what identifies its entries. */
	long replica() {
		return this.replica;
	}

	/** Removes and returns the batches of an entry; none if the entry was abandoned. */
	List<PendingAppend> take(long entrySequence) {
		Group group = this.appended.remove(entrySequence);
		return (group != null) ? group.pending() : List.of();
	}

	/** Abandons batches that were appended long ago and did not appear in the log. */
	void giveUpOld() {
		long now = System.nanoTime();
		this.appended.forEach((entrySequence, group) -> {
			if (now - group.sinceNanos() > PendingAppend.PATIENCE.toNanos()) {
				giveUp(entrySequence, "the log does not answer in time");
			}
		});
	}

	/** Resets a previous stop. */
	void start() {
		this.stopping = false;
	}

	/** Stops the run after the current append; an interrupt would close a file. */
	void stop() {
		this.stopping = true;
		this.waiting.offer(nothing());
	}

	/** Returns a batch that only wakes the appending thread. */
	private static PendingAppend nothing() {
		Receipt none = new Receipt(0, 0, false, 0, SeriesRefusal.NONE);
		PendingAppend nothing = new PendingAppend(none, new EventBatch(1), null);
		nothing.recorded();
		return nothing;
	}

	/** Abandons all queued batches. */
	void giveUpAll(String reason) {
		List<PendingAppend> left = new ArrayList<>();
		this.waiting.drainTo(left);
		left.forEach((pending) -> pending.givenUp(reason));
		this.appended.keySet().forEach((entrySequence) -> giveUp(entrySequence, reason));
	}

	@Override
	public void run() {
		try {
			while (!this.stopping) {
				append(next());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			close();
		}
	}

	private List<PendingAppend> next() throws InterruptedException {
		List<PendingAppend> group = new ArrayList<>();
		PendingAppend pending = this.waiting.take();
		gather();
		int events = 0;
		while (pending != null) {
			if (!pending.isDecided()) {
				group.add(pending);
				events += pending.events().size() + pending.leftOut().size();
			}
			pending = (events < EVENTS_PER_ENTRY) ? this.waiting.poll() : null;
		}
		return group;
	}

	/** Yields while other threads add batches. */
	private void gather() {
		int before;
		do {
			before = this.waiting.size();
			Thread.yield();
		}
		while (this.waiting.size() > before);
	}

	private void append(List<PendingAppend> group) {
		if (group.isEmpty()) {
			return;
		}
		this.sequence++;
		this.appended.put(this.sequence, new Group(group, System.nanoTime()));
		try {
			Instant now = this.clock.instant();
			opened().append(this.encoder.encode(this.sequence, now, group), now);
			this.refusal.over();
		}
		catch (LogRefusalException ex) {
			this.refusal.report(ex);
			giveUp(this.sequence, "the log takes no entries");
		}
		catch (RuntimeException ex) {
			close();
			giveUp(this.sequence, "the log is unreachable");
		}
		catch (Error ex) {
			logger.error("An entry cannot be appended", ex);
			close();
			giveUp(this.sequence, "the log takes no entries");
		}
	}

	private void giveUp(long entrySequence, String reason) {
		take(entrySequence).forEach((pending) -> pending.givenUp(reason));
	}

	private LogAppender opened() {
		LogAppender current = this.appender;
		if (current == null || !current.isOpen()) {
			close();
			current = this.log.openAppender(this.partition);
			this.appender = current;
		}
		return current;
	}

	private void close() {
		if (this.appender != null) {
			this.appender.close();
			this.appender = null;
		}
	}

	private record Group(List<PendingAppend> pending, long sinceNanos) {

	}

}
