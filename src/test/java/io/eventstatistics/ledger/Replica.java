package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.SeriesRefusal;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.redis.RedisClock;
import io.eventstatistics.ledger.redis.RedisLog;
import io.eventstatistics.window.Statistics;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica without its web server, whose machine's clock may be wrong.
 */
final class Replica implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	final EventService service;

	final Ledger ledger;

	final Log log;

	/** The readiness states that it has published. */
	final List<ReadinessState> readiness = new CopyOnWriteArrayList<>();

	private final Runnable close;

	Replica(int redisPort) {
		this(redisPort, Duration.ZERO, Duration.ofHours(1), 1_000_000);
	}

	Replica(int redisPort, int maxSeries) {
		this(redisPort, Duration.ofHours(1), 1_000_000, maxSeries);
	}

	Replica(int redisPort, Duration window, long maxEvents, int maxSeries) {
		this(client(redisPort), new RedisClock(Instant::now, System::nanoTime), window, maxEvents, maxSeries);
	}

	Replica(int redisPort, Duration clockError, Duration window, long maxEvents) {
		this(client(redisPort), new RedisClock(() -> Instant.now().plus(clockError), System::nanoTime), window,
				maxEvents, EventService.DEFAULT_MAX_SERIES);
	}

	private Replica(RedisClient client, RedisClock clock, Duration window, long maxEvents, int maxSeries) {
		this(new RedisLog(client, "test", clock), clock,
				new EventService(clock, window, Duration.ofMinutes(10), maxEvents, Long.MAX_VALUE, maxSeries, 1),
				() -> client.shutdown(0, 1, TimeUnit.SECONDS));
	}

	Replica(Log log, InstantSource clock, Duration window, long maxEvents, Runnable close) {
		this(log, clock, window, maxEvents, EventService.DEFAULT_MAX_SERIES, close);
	}

	Replica(Log log, InstantSource clock, Duration window, long maxEvents, int maxSeries, Runnable close) {
		this(log, clock, new EventService(clock, window, Duration.ofMinutes(10), maxEvents, Long.MAX_VALUE, maxSeries,
				log.partitions()), close);
	}

	private Replica(Log log, InstantSource clock, EventService service, Runnable close) {
		this.log = log;
		this.close = close;
		this.service = service;
		this.ledger = new Ledger(this.service, clock, log, this.readiness::add);
		this.ledger.start();
	}

	private static RedisClient client(int port) {
		RedisClient client = RedisClient
			.create(RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(Duration.ofSeconds(1)).build());
		client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.build());
		return client;
	}

	Replica caughtUp() {
		try {
			this.ledger.awaitCaughtUp();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return this;
	}

	/** A receipt of now. */
	static Receipt receipt() {
		return new Receipt(0, 0, false, 0, SeriesRefusal.NONE);
	}

	/** Records an event of now. */
	Receipt record(double value, @Nullable IdempotencyKey key) {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.now(), value);
		return this.ledger.record(batch, key);
	}

	/**
	 * Records batches here and on another replica at once, with the same key. Every
	 * second pair is of two requests, of which one conflicts.
	 * @return how many conflicted
	 */
	int recordTwice(Replica other, int keys) throws InterruptedException, ExecutionException {
		int conflicts = 0;
		for (int i = 0; i < keys; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + i, 1);
			IdempotencyKey alike = (i % 2 == 0) ? key : new IdempotencyKey("key " + i, 2);
			CompletableFuture<Receipt> there = CompletableFuture.supplyAsync(() -> other.record(2, alike));
			try {
				Receipt here = record(1, key);
				assertThat(here.replayed()).isNotEqualTo(there.get().replayed());
				assertThat(here.recordedAt()).isEqualTo(there.get().recordedAt());
			}
			catch (IdempotencyConflictException ex) {
				there.get();
				conflicts++;
			}
			catch (ExecutionException ex) {
				assertThat(ex).hasCauseInstanceOf(IdempotencyConflictException.class);
				conflicts++;
			}
		}
		awaitCount(keys);
		other.awaitCount(keys);
		return conflicts;
	}

	Statistics statistics() {
		return this.service.statistics();
	}

	long count() {
		return statistics().count();
	}

	void awaitCount(long count) {
		await(() -> count() == count);
	}

	void awaitFollowing() {
		await(() -> this.ledger.isFollowing() && this.ledger.isComplete());
	}

	static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				throw new AssertionError("not within " + PATIENCE);
			}
			try {
				TimeUnit.MILLISECONDS.sleep(5);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Override
	public void close() {
		this.ledger.stop();
		this.close.run();
	}

}
