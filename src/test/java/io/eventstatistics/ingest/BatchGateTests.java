package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
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
			try (InputStream body = this.gate.enter(body(5), 5)) {
				assertThat(body.readAllBytes()).hasSize(5);
			}
		}
	}

	@Test
	void closingTwiceReleasesOnePlace() throws IOException {
		InputStream once = this.gate.enter(body(1), 1);
		once.close();
		once.close();
		try (InputStream first = this.gate.enter(body(1), 1)) {
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(1), 1));
			assertThat(first.read()).isZero();
		}
	}

	@Test
	void refusesWhoWaitsTooLong() throws IOException {
		try (InputStream first = this.gate.enter(body(5), 5)) {
			assertThat(first.read()).isZero();
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(5), 5));
		}
	}

	@Test
	void refusesAtOnceWhoComesWhenTheQueueIsFull() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try (InputStream first = this.gate.enter(body(5), 5)) {
			List<Future<?>> waiting = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				waiting.add(threads.submit(() -> this.gate.enter(body(1), 1)));
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
		this.gate.enter(body(1), 1).close();
	}

	@Test
	void whoWaitsForItsClientHoldsNoPlace() throws Exception {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (PipedOutputStream client = new PipedOutputStream(); InputStream slow = new PipedInputStream(client)) {
			CountDownLatch entered = new CountDownLatch(1);
			Future<Integer> read = thread.submit(() -> {
				try (InputStream body = this.gate.enter(slow, BatchGate.UNKNOWN_BYTES)) {
					entered.countDown();
					return body.read();
				}
			});
			entered.await();
			for (int i = 0; i < 3; i++) {
				try (InputStream other = this.gate.enter(body(5), 5)) {
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
		try (InputStream first = this.gate.enter(body(1), 1)) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(1), 1))
				.withMessageContaining("is stopping");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(first.read()).isZero();
		}
	}

	/**
	 * A batch that releases its permit and acquires one again waits at the end of the
	 * queue.
	 */
	@Test
	void batchesEnterInTheOrderInWhichTheyCame() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		for (int round = 0; round < 50; round++) {
			InputStream first = this.gate.enter(body(1), 1);
			List<Future<?>> waiting = new ArrayList<>();
			for (String name : List.of("a", "b")) {
				waiting.add(threads.submit(() -> enterAs(name, order)));
				while (this.gate.waiting() < waiting.size()) {
					Thread.onSpinWait();
				}
			}
			first.close();
			enterAs("c", order);
			for (Future<?> one : waiting) {
				one.get();
			}
			assertThat(order).containsExactly("a", "b", "c");
			order.clear();
		}
		threads.shutdown();
	}

	private Void enterAs(String name, List<String> order) throws IOException {
		InputStream body = this.gate.enter(body(1), 1);
		order.add(name);
		body.close();
		return null;
	}

	@Test
	void onePlaceIsKeptForSmallBatches() throws IOException {
		BatchGate three = new BatchGate(3);
		long large = BatchGate.SMALL_BYTES + 1;
		try (InputStream first = three.enter(body(1), large);
				InputStream second = three.enter(body(1), BatchGate.UNKNOWN_BYTES)) {
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> three.enter(body(1), large));
			for (int i = 0; i < 3; i++) {
				three.enter(body(1), BatchGate.SMALL_BYTES).close();
			}
			InputStream small = three.enter(body(1), 1);
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> three.enter(body(1), 1));
			small.close();
			assertThat(first.read()).isZero();
			assertThat(second.read()).isZero();
		}
		try (InputStream first = three.enter(body(1), 1); InputStream second = three.enter(body(1), 1)) {
			three.enter(body(1), large).close();
			assertThat(first.read()).isZero();
			assertThat(second.read()).isZero();
		}
	}

	@Test
	void bodyOfOneEventEntersOnceItIsLarge() throws IOException {
		byte[] bytes = new byte[3000];
		bytes[2048] = 42;
		InputStream later = this.gate.enterLater(new ByteArrayInputStream(bytes), false);
		assertThat(later.readNBytes(2048)).hasSize(2048);
		this.gate.enter(body(1), 1).close();
		assertThat(later.read()).isEqualTo(42);
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> this.gate.enter(body(1), 1));
		assertThat(later.readAllBytes()).hasSize(3000 - 2049);
		later.close();
		later.close();
		try (InputStream one = this.gate.enter(body(1), 1)) {
			InputStream refused = this.gate.enterLater(body(2049), false);
			assertThat(refused.readNBytes(2048)).hasSize(2048);
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(refused::read);
			refused.close();
			assertThat(one.read()).isZero();
		}
		this.gate.enter(body(1), 1).close();
	}

	@Test
	void bodyOfOneSmallEventNeedsNoPlace() throws IOException {
		try (InputStream batch = this.gate.enter(body(1), 1);
				InputStream small = this.gate.enterLater(body(2047), false)) {
			assertThat(small.readAllBytes()).hasSize(2047);
			assertThat(this.gate.enterLater(body(255), true).readAllBytes()).hasSize(255);
			InputStream compressed = this.gate.enterLater(body(257), true);
			assertThat(compressed.readNBytes(256)).hasSize(256);
			assertThatExceptionOfType(OverloadedException.class).isThrownBy(compressed::read);
			assertThat(batch.read()).isZero();
		}
		this.gate.enter(body(1), 1).close();
	}

	@Test
	void endOfTheBodyIsNotWaitedForOutside() throws Exception {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		BodyIntake intake = new BodyIntake(1000, 1, System::nanoTime);
		Future<?> second;
		try (InputStream first = this.gate.enter(new IncomingBody(new Whole(3), intake), 3)) {
			second = thread.submit(() -> enterAs("second", new ArrayList<>()));
			while (this.gate.waiting() == 0) {
				Thread.onSpinWait();
			}
			assertThat(first.readAllBytes()).hasSize(3);
			assertThat(first.read()).isNegative();
			assertThat(this.gate.waiting()).isOne();
			assertThat(second.isDone()).isFalse();
		}
		second.get(5, TimeUnit.SECONDS);
		thread.shutdown();
	}

	private static InputStream body(int bytes) {
		return new ByteArrayInputStream(new byte[bytes]);
	}

	/**
	 * A body that has arrived completely: at its end no bytes are available and a read
	 * does not block.
	 */
	private static final class Whole extends ServletInputStream {

		private int left;

		Whole(int bytes) {
			this.left = bytes;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

		@Override
		public int available() {
			return Math.max(0, this.left);
		}

		@Override
		public boolean isFinished() {
			return this.left <= 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException();
		}

	}

}
