package io.eventstatistics.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyKey;

/**
 * One appender for each partition of a log, so that a partition that does not answer
 * holds up no other. A batch is in one entry, so it is never split. A batch with a key
 * goes to the partition of its key: all replicas apply a key and its retries in the same
 * order and decide alike. Other batches go to one partition until it has the events of
 * about one entry, and then to the next. Thread-safe.
 */
final class Appenders {

	private final List<Appender> byPartition = new ArrayList<>();

	private final Map<Long, Appender> byReplica;

	private final List<Refusal> refusals = new ArrayList<>();

	/** How many events without a key were added; starts at a random partition. */
	private final AtomicLong events;

	Appenders(Log log, InstantSource clock) {
		SplittableRandom random = new SplittableRandom();
		for (int partition = 0; partition < log.partitions(); partition++) {
			Refusal refusal = new Refusal("appending entries");
			this.refusals.add(refusal);
			this.byPartition.add(new Appender(random.nextLong(), partition, log, clock, refusal));
		}
		this.byReplica = this.byPartition.stream().collect(Collectors.toMap(Appender::replica, Function.identity()));
		this.events = new AtomicLong((long) Appender.EVENTS_PER_ENTRY * random.nextInt(log.partitions()));
	}

	/**
	 * Queues a batch.
	 * @throws RecorderUnavailableException if the queue of its partition is full
	 */
	void add(PendingAppend pending) {
		IdempotencyKey key = pending.key();
		int partition = (key != null) ? key.partition(this.byPartition.size()) : next(pending.events().size());
		this.byPartition.get(partition).add(pending);
	}

	private int next(int size) {
		return (int) (this.events.getAndAdd(size) / Appender.EVENTS_PER_ENTRY % this.byPartition.size());
	}

	/**
	 * Removes and returns the batches of an entry; none if the entry was abandoned, or is
	 * another process'.
	 */
	List<PendingAppend> take(long replica, long sequence) {
		Appender appender = this.byReplica.get(replica);
		return (appender != null) ? appender.take(sequence) : List.of();
	}

	/** Abandons batches that were appended long ago and did not appear in the log. */
	void giveUpOld() {
		this.byPartition.forEach(Appender::giveUpOld);
	}

	/** Abandons all queued batches. */
	void giveUpAll(String reason) {
		this.byPartition.forEach((appender) -> appender.giveUpAll(reason));
	}

	/** Resets a previous stop, and returns the threads to start. */
	List<Thread> start() {
		this.byPartition.forEach(Appender::start);
		return this.byPartition.stream().map((appender) -> new Thread(appender, "ledger-appender")).toList();
	}

	/** Stops the threads after their current appends. */
	void stop() {
		this.byPartition.forEach(Appender::stop);
	}

	/** Returns whether appending has failed permanently. */
	boolean isFailed() {
		return this.refusals.stream().anyMatch(Refusal::isFailure);
	}

	/** Returns why appends are refused; usually nothing. */
	Stream<String> refusals() {
		return this.refusals.stream().map(Refusal::reason).filter(Objects::nonNull).distinct();
	}

}
