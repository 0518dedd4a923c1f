package io.eventstatistics.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;

/**
 * Clients that send batches one after the other, each until it is acknowledged, with the
 * same key, and count what they sent.
 */
final class RetryingClients implements AutoCloseable {

	final AtomicLong posted = new AtomicLong();

	final AtomicLong acknowledged = new AtomicLong();

	final AtomicLong requests = new AtomicLong();

	final AtomicLong retries = new AtomicLong();

	final AtomicLong replays = new AtomicLong();

	/** Refusals of a log whose disk is full. */
	final AtomicInteger full = new AtomicInteger();

	/** Of all acknowledged events' values, exact. */
	final AtomicReference<BigDecimal> sum = new AtomicReference<>(BigDecimal.ZERO);

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final List<Future<?>> clients = new ArrayList<>();

	private final URI target;

	private final int maxBatch;

	private final IntPredicate isRefusal;

	private final ExecutorService threads;

	private volatile boolean sending = true;

	/**
	 * Creates clients, which do not send yet.
	 * @param port of the service or what is before it
	 * @param maxBatch events of a batch, exclusive
	 * @param isRefusal which statuses but 409 refuse a batch so that it is to be retried
	 */
	RetryingClients(int port, int maxBatch, IntPredicate isRefusal) {
		this.target = URI.create("http://127.0.0.1:" + port + "/events");
		this.maxBatch = maxBatch;
		this.isRefusal = isRefusal;
		this.threads = Executors.newCachedThreadPool();
	}

	void start(int count, SplittableRandom random) {
		for (int i = 0; i < count; i++) {
			String name = "client " + i;
			SplittableRandom own = random.split();
			this.clients.add(this.threads.submit(() -> send(name, own)));
		}
	}

	/** Lets each client send what it has begun, and returns once all have. */
	void finish() throws InterruptedException, ExecutionException {
		this.sending = false;
		for (Future<?> client : this.clients) {
			client.get();
		}
	}

	private Void send(String name, SplittableRandom random) throws InterruptedException {
		for (int i = 0; this.sending; i++) {
			int size = random.nextInt(1, this.maxBatch);
			StringBuilder body = new StringBuilder();
			BigDecimal values = BigDecimal.ZERO;
			for (int j = 0; j < size; j++) {
				double value = random.nextDouble(-1e9, 1e9);
				values = values.add(new BigDecimal(value));
				body.append("{\"timestamp\":\"%s\",\"value\":%s}%n".formatted(Instant.now(), value));
			}
			this.posted.addAndGet(size);
			HttpRequest request = HttpRequest.newBuilder(this.target)
				.timeout(Duration.ofSeconds(10))
				.header("Content-Type", "application/x-ndjson")
				.header("Idempotency-Key", name + " batch " + i)
				.POST(BodyPublishers.ofString(body.toString()))
				.build();
			while (!isAcknowledged(request)) {
				this.retries.incrementAndGet();
				Thread.sleep(100);
			}
			this.acknowledged.addAndGet(size);
			this.sum.accumulateAndGet(values, BigDecimal::add);
		}
		return null;
	}

	private boolean isAcknowledged(HttpRequest request) throws InterruptedException {
		this.requests.incrementAndGet();
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			if (response.headers().firstValue("Idempotency-Replayed").isPresent()) {
				this.replays.incrementAndGet();
			}
			int status = response.statusCode();
			if (status == 503 && response.body().contains("takes no entries")) {
				this.full.incrementAndGet();
			}
			ServiceCalls.require(status == 201 || status == 409 || this.isRefusal.test(status),
					"a refusal may be retried but was " + status + " " + response.body());
			return status == 201;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
