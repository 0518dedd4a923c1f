package io.eventstatistics.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.carrier.CarrierThreads;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.query.LiveQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Publishes the figures to all subscribers. A tick costs one snapshot for each distinct
 * query and one non-blocking write for each subscriber; subscribers have no threads. The
 * number of distinct queries is limited, and slow queries together use at most half a
 * thread, so that fast ones keep their interval. Thread-safe.
 */
public final class LivePublisher {

	/** The largest number of distinct queries and intervals. */
	static final int MAX_FEEDS = 100;

	private static final Logger logger = LoggerFactory.getLogger(LivePublisher.class);

	private static final int HEARTBEAT_SECONDS = 15;

	/**
	 * The largest number of first snapshots taken at once, each by the thread of its
	 * request.
	 */
	private static final int FIRST_AT_ONCE = 2;

	/**
	 * The largest number of requests that wait for their first snapshot, each with a
	 * thread.
	 */
	private static final int FIRST_WAITING = 32;

	private static final long MAX_WAIT_MILLIS = 1000;

	private static final ThreadFactory THREADS = (task) -> {
		Thread thread = new Thread(task, "live");
		thread.setDaemon(true);
		return thread;
	};

	private final EventService service;

	private final EventRecorder recorder;

	private final JsonMapper json;

	private final int maxSubscribers;

	private final ScheduledExecutorService ticker;

	private final ThreadPoolExecutor slow = slow();

	private final Semaphore places;

	private final Semaphore feedPlaces = new Semaphore(MAX_FEEDS);

	private final Semaphore firsts = new Semaphore(FIRST_AT_ONCE, true);

	final Map<LiveQuery, LiveFeed> feeds = new ConcurrentHashMap<>();

	private volatile boolean closed;

	/**
	 * Creates a publisher.
	 * @param service the source of the figures
	 * @param recorder knows whether the window is complete; ticks are skipped while it is
	 * not
	 * @param json serializes the figures
	 * @param maxSubscribers the largest number of subscribers
	 */
	public LivePublisher(EventService service, EventRecorder recorder, JsonMapper json, int maxSubscribers) {
		this(service, recorder, json, maxSubscribers, ticker());
	}

	LivePublisher(EventService service, EventRecorder recorder, JsonMapper json, int maxSubscribers,
			ScheduledExecutorService ticker) {
		this.service = service;
		this.recorder = recorder;
		this.json = json;
		this.maxSubscribers = maxSubscribers;
		this.places = new Semaphore(maxSubscribers);
		this.ticker = ticker;
		ticker.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Two threads, because heartbeats may wait briefly for a socket and ticks must not. A
	 * subscriber that joins during shutdown gets no ticks, and is ended.
	 */
	private static ScheduledExecutorService ticker() {
		ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(2, THREADS, new DiscardPolicy());
		ticker.setRemoveOnCancelPolicy(true);
		return ticker;
	}

	private static ThreadPoolExecutor slow() {
		ThreadPoolExecutor slow = new ThreadPoolExecutor(1, 1, HEARTBEAT_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), THREADS, new DiscardPolicy());
		slow.allowCoreThreadTimeOut(true);
		return slow;
	}

	/**
	 * Returns the number of subscribers.
	 * @return the number of open streams
	 */
	public int subscribers() {
		return this.maxSubscribers - this.places.availablePermits();
	}

	/**
	 * Requires that one more subscriber is allowed.
	 * @throws StreamRefusedException if it is not
	 */
	public void requirePlace() {
		if (this.closed) {
			throw new StreamRefusedException("the service is stopping: try again later");
		}
		if (this.places.availablePermits() == 0) {
			throw refusal();
		}
	}

	/** Requires that one more subscriber of a query is allowed. */
	void requirePlace(LiveQuery query) {
		requirePlace();
		if (this.feedPlaces.availablePermits() == 0 && !this.feeds.containsKey(query)) {
			throw feedRefusal();
		}
	}

	/**
	 * Adds a subscriber, which receives the current figures first.
	 * @throws StreamRefusedException if no more subscribers are allowed
	 * @throws RecorderUnavailableException if the window is not complete
	 */
	void subscribe(LiveQuery query, Subscriber subscriber) {
		requirePlace(query);
		long start = System.nanoTime();
		Frame first = first(query);
		long nanos = System.nanoTime() - start;
		subscriber.prepare(first);
		if (!this.places.tryAcquire()) {
			throw refusal();
		}
		try {
			join(query, subscriber, first, nanos);
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
		subscriber.announce();
		if (this.closed) {
			subscriber.end();
		}
	}

	private void join(LiveQuery query, Subscriber subscriber, Frame first, long nanos) {
		this.feeds.compute(query, (key, feed) -> {
			LiveFeed joined = (feed != null) ? feed : start(query, first, nanos);
			joined.add(subscriber);
			return joined;
		});
	}

	/** Removes a subscriber, if present. */
	void leave(LiveQuery query, Subscriber subscriber) {
		this.feeds.computeIfPresent(query, (key, feed) -> {
			if (feed.remove(subscriber)) {
				this.places.release();
			}
			if (!feed.stopIfEmpty()) {
				return feed;
			}
			this.feedPlaces.release();
			return null;
		});
	}

	/**
	 * Ends all streams at once, before the service waits for the requests in progress.
	 */
	@EventListener(ContextClosedEvent.class)
	public void close() {
		this.closed = true;
		this.ticker.shutdownNow();
		this.slow.shutdownNow();
		this.feeds.values().forEach((feed) -> feed.subscribers().forEach(Subscriber::end));
	}

	private Frame first(LiveQuery query) {
		LiveFeed feed = this.feeds.get(query);
		Frame fresh = (feed != null) ? feed.fresh() : null;
		if (fresh != null) {
			return fresh;
		}
		acquireFirst();
		CarrierThreads.JVM.begin();
		try {
			return frame(query);
		}
		finally {
			CarrierThreads.JVM.end();
			this.firsts.release();
		}
	}

	private void acquireFirst() {
		try {
			if (this.firsts.getQueueLength() >= FIRST_WAITING
					|| !this.firsts.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new StreamRefusedException("too many streams are being opened at once: try again later");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StreamRefusedException("the service is stopping: try again later");
		}
	}

	private LiveFeed start(LiveQuery query, Frame first, long nanos) {
		if (!this.feedPlaces.tryAcquire()) {
			throw feedRefusal();
		}
		long everyNanos = query.every().toNanos();
		LiveFeed feed = new LiveFeed(() -> frame(query), everyNanos, this.slow);
		feed.begin(first, nanos);
		feed.start(this.ticker.scheduleAtFixedRate(feed, everyNanos, everyNanos, TimeUnit.NANOSECONDS));
		return feed;
	}

	private StreamRefusedException refusal() {
		return new StreamRefusedException("the %s streams that event-statistics.live.max-subscribers allows are open"
			.formatted(this.maxSubscribers));
	}

	private static StreamRefusedException feedRefusal() {
		return new StreamRefusedException(
				"the streams already have %s different questions, which is the limit: use one of them, or try again later"
					.formatted(MAX_FEEDS));
	}

	/**
	 * Takes a snapshot of the figures.
	 * @throws RecorderUnavailableException if the window is incomplete because a log is
	 * being replayed. It is checked before and after the snapshot
	 */
	private Frame frame(LiveQuery query) {
		this.recorder.requireComplete();
		Object figures = query.statistics().ask(this.service).json();
		this.recorder.requireComplete();
		return Frame.of(this.json.writeValueAsString(figures));
	}

	private void beat() {
		logger.debug("{} streams are open", subscribers());
		this.feeds.values().forEach((feed) -> feed.subscribers().forEach(Subscriber::beat));
	}

}
