package io.eventstatistics.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.eventstatistics.event.RecorderUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: one thread appends whatever requests wait, as one entry, and again as
 * soon as that is done, without a timer. So the busier the service, the more requests
 * share an append. Requests that wait and requests appended are bounded, in number and in
 * time. Thread-safe.
 */
final class Appender implements Runnable {

	/** Of requests that wait. */
	private static final int CAPACITY = 10_000;

	/** An entry takes no further request from here on. */
	private static final int EVENTS_PER_ENTRY = 8192;

	/** For how long after its append an entry is waited for, before it is given up. */
	private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

	private final BlockingQueue<Request> waiting = new ArrayBlockingQueue<>(CAPACITY);

	/** By sequence, what was appended and is not applied yet. */
	private final Map<Long, Group> appended = new ConcurrentHashMap<>();

	private final Supplier<Log> connect;

	private final EntryWriter writer;

	/** Of the appending thread alone. */
	private @Nullable Log log;

	private long sequence;

	Appender(long replica, Supplier<Log> connect) {
		this.writer = new EntryWriter(replica);
		this.connect = connect;
	}

	/**
	 * Lets a request wait for its append.
	 * @throws RecorderUnavailableException if too many wait
	 */
	void add(Request request) {
		if (!this.waiting.offer(request)) {
			throw new RecorderUnavailableException("too many requests wait for the shared log: try again later");
		}
	}

	/** Returns the requests of an entry, once, or none where it was given up. */
	List<Request> take(long entrySequence) {
		Group group = this.appended.remove(entrySequence);
		return (group != null) ? group.requests() : List.of();
	}

	/** Gives up what was appended long ago and was not seen in the log. */
	void giveUpOld() {
		long now = System.nanoTime();
		this.appended.forEach((entrySequence, group) -> {
			if (now - group.sinceNanos() > PATIENCE_NANOS) {
				giveUp(entrySequence, "the shared log does not answer in time");
			}
		});
	}

	@Override
	public void run() {
		try {
			while (true) {
				append(next());
			}
		}
		catch (InterruptedException ex) {
			disconnect();
		}
	}

	private List<Request> next() throws InterruptedException {
		List<Request> requests = new ArrayList<>();
		Request request = this.waiting.take();
		gather();
		int events = 0;
		while (request != null) {
			requests.add(request);
			events += request.events().size();
			request = (events < EVENTS_PER_ENTRY) ? this.waiting.poll() : null;
		}
		return requests;
	}

	/** Lets others run that are about to add a request, as long as that brings more. */
	private void gather() {
		int before;
		do {
			before = this.waiting.size();
			Thread.yield();
		}
		while (this.waiting.size() > before);
	}

	private void append(List<Request> requests) {
		this.sequence++;
		this.appended.put(this.sequence, new Group(requests, System.nanoTime()));
		try {
			connected().append(this.writer.write(this.sequence, requests));
		}
		catch (RuntimeException ex) {
			disconnect();
			giveUp(this.sequence, "the shared log is out of reach");
		}
	}

	private void giveUp(long entrySequence, String reason) {
		RecorderUnavailableException refusal = new RecorderUnavailableException(
				reason + ": try again later, with an idempotency key, for it may have been recorded");
		take(entrySequence).forEach((request) -> request.refused(refusal));
	}

	private Log connected() {
		Log current = this.log;
		if (current == null || !current.isOpen()) {
			disconnect();
			current = this.connect.get();
			this.log = current;
		}
		return current;
	}

	private void disconnect() {
		if (this.log != null) {
			this.log.close();
			this.log = null;
		}
	}

	private record Group(List<Request> requests, long sinceNanos) {

	}

}
