package io.eventstatistics.ledger;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;

/**
 * Records batches in a log and returns once they have been read back and applied to the
 * window, so that the next statistics include them. Costs one append, shared by
 * concurrent calls. Thread-safe.
 */
public final class Ledger implements EventRecorder, SmartLifecycle {

	private static final long MAX_STOP_MILLIS = 3000;

	private final EventService service;

	private final Appenders appenders;

	private final Applier applier;

	private final Tail tail;

	private final TimeBounds bounds;

	private final Refusal trimRefusal = new Refusal("trimming");

	/** Empty before the start. */
	private List<Thread> threads = List.of();

	/** Keys of requests in progress on this replica. */
	private final Set<String> keysInFlight = ConcurrentHashMap.newKeySet();

	Ledger(EventService service, InstantSource clock, Log log, Consumer<ReadinessState> readiness) {
		this.service = service;
		this.bounds = new TimeBounds(service, clock);
		this.appenders = new Appenders(log, clock);
		this.applier = new Applier(service, clock, this.bounds, this.appenders);
		this.tail = new Tail(log, service, this.applier, this.appenders, this.bounds, this.trimRefusal, readiness);
	}

	@Override
	public Receipt record(EventBatch batch, @Nullable IdempotencyKey key) {
		requireAvailable();
		Receipt.Admitted admitted = this.service.admit(batch, key);
		if (admitted.receipt().replayed()) {
			return admitted.receipt();
		}
		boolean recorded = false;
		try {
			Receipt receipt = append(admitted, key);
			recorded = !receipt.replayed();
			return receipt;
		}
		finally {
			this.service.finish(admitted, recorded);
		}
	}

	private Receipt append(Receipt.Admitted admitted, @Nullable IdempotencyKey key) {
		EventBatch events = this.bounds.withoutPast(admitted.events());
		PendingAppend pending = new PendingAppend(admitted.receipt(), events, key);
		if (key == null) {
			return (events.size() > 0) ? append(pending) : admitted.receipt();
		}
		if (!this.keysInFlight.add(key.text())) {
			throw new IdempotencyInFlightException(key);
		}
		try {
			return append(pending);
		}
		finally {
			this.keysInFlight.remove(key.text());
		}
	}

	private void requireAvailable() {
		if (isFailed()) {
			throw new RecorderUnavailableException("the log has failed and takes no events until the next start");
		}
		requireComplete();
		if (!this.tail.isFollowing()) {
			throw new RecorderUnavailableException("the log is unreachable: try again later");
		}
	}

	@Override
	public boolean isComplete() {
		return this.tail.isComplete();
	}

	private Receipt append(PendingAppend pending) {
		this.appenders.add(pending);
		return pending.await();
	}

	/** Returns once the entries that the log had at the start are applied. */
	void awaitCaughtUp() throws InterruptedException {
		this.tail.awaitCaughtUp();
	}

	/**
	 * Returns how many events the replay at the start has applied, once it is complete.
	 * @return the number, 0 or more
	 */
	public long eventsReplayed() {
		return this.tail.eventsReplayed();
	}

	/**
	 * Returns how long the replay at the start has taken, once it is complete.
	 * @return the time in nanoseconds
	 */
	public long replayNanos() {
		return this.tail.replayNanos();
	}

	/**
	 * Returns how many entries of the log were applied since the start.
	 * @return the number, 0 or more
	 */
	public long entriesApplied() {
		return this.applier.entries();
	}

	/**
	 * Returns how many entries could not be decoded since the start.
	 * @return the number, 0 or more
	 */
	public long entriesSkipped() {
		return this.applier.skipped();
	}

	/**
	 * Returns how many events were ignored since the start because they would not have
	 * been accepted.
	 * @return the number, 0 or more
	 */
	public long eventsIgnored() {
		return this.bounds.ignored();
	}

	/**
	 * Returns whether the log has failed permanently and accepts no events until the next
	 * start.
	 * @return whether it has failed
	 */
	public boolean isFailed() {
		return this.appenders.isFailed() || this.trimRefusal.isFailure();
	}

	/**
	 * Returns what the log currently refuses, and why.
	 * @return the reasons, usually none
	 */
	public List<String> refusals() {
		return Stream.concat(this.appenders.refusals(), Stream.ofNullable(this.trimRefusal.reason())).toList();
	}

	/**
	 * Returns how often the window was rebuilt since the start.
	 * @return the number, 0 or more
	 */
	public long rebuilds() {
		return this.tail.rebuilds();
	}

	/**
	 * Returns the age of the last applied entry when it was applied.
	 * @return the age in milliseconds by the shared clock
	 */
	public long lagMillis() {
		return this.applier.lagMillis();
	}

	/**
	 * Returns whether the log is reachable, so that entries are applied and events
	 * accepted.
	 * @return whether the log is reachable
	 */
	public boolean isFollowing() {
		return this.tail.isFollowing();
	}

	@Override
	public void start() {
		if (isRunning()) {
			return;
		}
		this.tail.start();
		List<Thread> started = new ArrayList<>(this.appenders.start());
		started.add(new Thread(this.tail, "ledger-tail"));
		this.threads = started;
		for (Thread thread : this.threads) {
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public void stop() {
		this.appenders.stop();
		this.tail.stop();
		try {
			for (Thread thread : this.threads) {
				thread.join(MAX_STOP_MILLIS);
				thread.interrupt();
				thread.join(MAX_STOP_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.appenders.giveUpAll("the server is stopping");
	}

	@Override
	public boolean isRunning() {
		return this.threads.stream().anyMatch(Thread::isAlive);
	}

	/** Starts after its connections and before the web server. */
	@Override
	public int getPhase() {
		return 1;
	}

}
