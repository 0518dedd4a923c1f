package io.eventstatistics.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A Redis that accepts connections and does not answer.
 */
@Timeout(60)
class SharedBucketsTests {

	private static final int THREADS = 16;

	private final ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final AtomicInteger connections = new AtomicInteger();

	private final List<Socket> open = new ArrayList<>();

	private final RedisClient client = RedisClient.create(RedisURI.builder()
		.withHost("127.0.0.1")
		.withPort(this.silent.getLocalPort())
		.withTimeout(Duration.ofSeconds(1))
		.build());

	private final SharedBuckets buckets = new SharedBuckets(this.client, "test:", new RateLimitProperties(10L, null));

	private final Thread acceptor = new Thread(this::accept);

	SharedBucketsTests() throws IOException {
		this.acceptor.start();
	}

	@AfterEach
	void close() throws Exception {
		this.silent.close();
		this.acceptor.join();
		for (Socket socket : this.open) {
			socket.close();
		}
		this.client.shutdown();
	}

	@Test
	void oneTriesForAllAndNobodyQueues() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> asked = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				asked.add(threads.submit(() -> this.buckets.of("client")));
			}
			for (Future<?> one : asked) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> one.get(30, TimeUnit.SECONDS))
					.withCauseInstanceOf(RedisConnectionException.class);
			}
			assertThat(this.connections).hasValue(1);
			assertThatExceptionOfType(RedisConnectionException.class).isThrownBy(() -> this.buckets.of("client"))
				.withMessageContaining("a moment ago");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void interruptedWaitIsARefusal() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(RedisConnectionException.class).isThrownBy(() -> this.buckets.of("client"))
			.withMessageContaining("interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	private void accept() {
		try {
			while (true) {
				this.open.add(this.silent.accept());
				this.connections.incrementAndGet();
			}
		}
		catch (IOException ex) {
			assertThat(this.silent.isClosed()).isTrue();
		}
	}

}
