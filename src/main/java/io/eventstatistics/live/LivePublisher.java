package io.eventstatistics.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventService;
import io.eventstatistics.query.LiveQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Publishes the figures to all who watch them. A tick costs one snapshot for each
 * question and, for each subscriber, a write that does not wait; there is no thread for
 * each of them. Thread-safe.
 */
public final class LivePublisher {

	private static final Logger logger = LoggerFactory.getLogger(LivePublisher.class);

	private static final int HEARTBEAT_SECONDS = 15;

	private final EventService service;

	private final JsonMapper json;

	private final int maxSubscribers;

	private final ScheduledExecutorService ticker;

	private final Semaphore places;

	final Map<LiveQuery, LiveFeed> feeds = new ConcurrentHashMap<>();

	private volatile boolean closed;

	/**
	 * Creates a publisher.
	 * @param service whose figures are published
	 * @param json writes them
	 * @param maxSubscribers how many may watch at once
	 */
	public LivePublisher(EventService service, JsonMapper json, int maxSubscribers) {
		this(service, json, maxSubscribers, ticker());
	}

	LivePublisher(EventService service, JsonMapper json, int maxSubscribers, ScheduledExecutorService ticker) {
		this.service = service;
		this.json = json;
		this.maxSubscribers = maxSubscribers;
		this.places = new Semaphore(maxSubscribers);
		this.ticker = ticker;
		ticker.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Two threads, for heartbeats may wait a moment for a socket, and ticks must not. Who
	 * subscribes while it is shut down gets no ticks, and is ended.
	 */
	private static ScheduledExecutorService ticker() {
		ScheduledThreadPoolExecutor ticker = new ScheduledThreadPoolExecutor(2, (task) -> {
			Thread thread = new Thread(task, "live");
			thread.setDaemon(true);
			return thread;
		}, new DiscardPolicy());
		ticker.setRemoveOnCancelPolicy(true);
		return ticker;
	}

	/**
	 * Returns how many watch.
	 * @return the number of open streams
	 */
	public int subscribers() {
		return this.maxSubscribers - this.places.availablePermits();
	}

	/**
	 * Looks whether one more may watch.
	 * @throws StreamRefusedException if not
	 */
	public void requirePlace() {
		if (this.closed) {
			throw new StreamRefusedException("the service is about to stop: try again later");
		}
		if (this.places.availablePermits() == 0) {
			throw refusal();
		}
	}

	/**
	 * Lets a subscriber watch, from the figures of this instant on.
	 * @throws StreamRefusedException if no more may
	 */
	void subscribe(LiveQuery query, Subscriber subscriber) {
		requirePlace();
		subscriber.prepare(frame(query));
		if (!this.places.tryAcquire()) {
			throw refusal();
		}
		this.feeds.compute(query, (key, feed) -> {
			LiveFeed joined = (feed != null) ? feed : start(query);
			joined.add(subscriber);
			return joined;
		});
		subscriber.announce();
		if (this.closed) {
			subscriber.end();
		}
	}

	/** Lets go of a subscriber, if it is there. */
	void leave(LiveQuery query, Subscriber subscriber) {
		this.feeds.computeIfPresent(query, (key, feed) -> {
			if (feed.remove(subscriber)) {
				this.places.release();
			}
			return feed.stopIfEmpty() ? null : feed;
		});
	}

	/**
	 * Ends all streams at once, before the service waits for the requests under way.
	 */
	@EventListener(ContextClosedEvent.class)
	public void close() {
		this.closed = true;
		this.ticker.shutdownNow();
		this.feeds.values().forEach((feed) -> feed.subscribers().forEach(Subscriber::end));
	}

	private StreamRefusedException refusal() {
		return new StreamRefusedException("the %s streams that event-statistics.live.max-subscribers allows are open"
			.formatted(this.maxSubscribers));
	}

	private LiveFeed start(LiveQuery query) {
		LiveFeed feed = new LiveFeed(() -> frame(query));
		long everyNanos = query.every().toNanos();
		feed.start(this.ticker.scheduleAtFixedRate(feed, everyNanos, everyNanos, TimeUnit.NANOSECONDS));
		return feed;
	}

	private Frame frame(LiveQuery query) {
		return Frame.of(this.json.writeValueAsString(query.statistics().ask(this.service)));
	}

	private void beat() {
		logger.debug("{} streams are open", subscribers());
		this.feeds.values().forEach((feed) -> feed.subscribers().forEach(Subscriber::beat));
	}

}
