package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(20)
class BatchGateTests {

	private final BatchGate gate = new BatchGate(1);

	@Test
	void placeIsFreeAgainOnceTheBodyIsClosed() throws IOException {
		for (int i = 0; i < 3; i++) {
			try (InputStream body = this.gate.enter(body(5))) {
				assertThat(body.readAllBytes()).hasSize(5);
			}
		}
	}

	@Test
	void closingTwiceReleasesOnePlace() throws IOException {
		InputStream once = this.gate.enter(body(1));
		once.close();
		once.close();
		try (InputStream first = this.gate.enter(body(1))) {
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(1)));
			assertThat(first.read()).isZero();
		}
	}

	@Test
	void refusesWhoWaitsTooLong() throws IOException {
		try (InputStream first = this.gate.enter(body(5))) {
			assertThat(first.read()).isZero();
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(5)));
		}
	}

	@Test
	void refusesAtOnceWhoComesWhenTheQueueIsFull() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try (InputStream first = this.gate.enter(body(5))) {
			List<Future<?>> waiting = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				waiting.add(threads.submit(() -> this.gate.enter(body(1))));
			}
			for (Future<?> one : waiting) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> one.get(5, TimeUnit.SECONDS))
					.withCauseInstanceOf(OverloadedException.class);
			}
			assertThat(first.read()).isZero();
		}
		finally {
			threads.shutdownNow();
		}
		this.gate.enter(body(1)).close();
	}

	@Test
	void whoWaitsForItsClientHoldsNoPlace() throws Exception {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (PipedOutputStream client = new PipedOutputStream(); InputStream slow = new PipedInputStream(client)) {
			CountDownLatch entered = new CountDownLatch(1);
			Future<Integer> read = thread.submit(() -> {
				try (InputStream body = this.gate.enter(slow)) {
					entered.countDown();
					return body.read();
				}
			});
			entered.await();
			for (int i = 0; i < 3; i++) {
				try (InputStream other = this.gate.enter(body(5))) {
					assertThat(other.readAllBytes()).hasSize(5);
				}
			}
			client.write(42);
			client.flush();
			assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(42);
		}
		finally {
			thread.shutdownNow();
		}
	}

	@Test
	void interruptedWaitIsARefusal() throws Exception {
		try (InputStream first = this.gate.enter(body(1))) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(1)))
				.withMessageContaining("about to stop");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(first.read()).isZero();
		}
	}

	private static InputStream body(int bytes) {
		return new ByteArrayInputStream(new byte[bytes]);
	}

}
