package io.eventstatistics.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.ingest.OverloadedException;
import io.eventstatistics.web.QuestionGate.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class QuestionGateTests {

	private final QuestionGate gate = new QuestionGate(2, 100_000);

	@Test
	void questionsPastTheQueueAreRefused() throws Exception {
		CountDownLatch working = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger refused = new AtomicInteger();
		ExecutorService threads = Executors.newCachedThreadPool();
		List<Future<?>> all = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			all.add(threads.submit(() -> {
				try {
					this.gate.answer(() -> 0, () -> await(working, end)).close();
				}
				catch (OverloadedException ex) {
					refused.incrementAndGet();
				}
			}));
		}
		assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
		while (refused.get() < 12) {
			Thread.sleep(1);
		}
		end.countDown();
		for (Future<?> one : all) {
			one.get();
		}
		threads.shutdown();
		assertThat(refused.get()).isBetween(12, 28);
		assertThatCode(() -> this.gate.answer(() -> 0, () -> new byte[1]).close()).doesNotThrowAnyException();
	}

	/**
	 * A thread that releases its permit and acquires one again waits at the end of the
	 * queue.
	 */
	@Test
	void questionsAreAnsweredInTheOrderInWhichTheyCame() throws Exception {
		QuestionGate one = new QuestionGate(1, 100_000);
		ExecutorService threads = Executors.newCachedThreadPool();
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		for (int round = 0; round < 50; round++) {
			List<Future<?>> waiting = new ArrayList<>();
			one.answer(() -> 0, () -> {
				for (String name : List.of("a", "b")) {
					waiting.add(threads.submit(() -> one.answer(() -> 0, () -> noted(name, order)).close()));
					while (one.waiting() < waiting.size()) {
						Thread.onSpinWait();
					}
				}
				return new byte[0];
			}).close();
			one.answer(() -> 0, () -> noted("c", order)).close();
			for (Future<?> each : waiting) {
				each.get();
			}
			assertThat(order).containsExactly("a", "b", "c");
			order.clear();
		}
		threads.shutdown();
	}

	private static byte[] noted(String name, List<String> order) {
		order.add(name);
		return new byte[0];
	}

	@Test
	void unreadAnswersAreBoundedInBytes() {
		Answer first = this.gate.answer(() -> 90_000, () -> new byte[60_000]);
		assertThatExceptionOfType(OverloadedException.class)
			.isThrownBy(() -> this.gate.answer(() -> 50_000, () -> new byte[50_000]))
			.withMessage("too many large answers are not read yet: try again later");
		assertThat(this.gate.answer(() -> 40_000, () -> new byte[40_000]).bytes()).hasSize(40_000);
		Answer small = this.gate.answer(() -> 0, () -> new byte[QuestionGate.FREE_BYTES]);
		assertThat(small.bytes()).hasSize(QuestionGate.FREE_BYTES);
		first.close();
		first.close();
		assertThatCode(() -> this.gate.answer(() -> 60_000, () -> new byte[60_000])).doesNotThrowAnyException();
		assertThatExceptionOfType(OverloadedException.class)
			.isThrownBy(() -> this.gate.answer(() -> 10_000, () -> new byte[10_000]));
	}

	@Test
	void answerThatIsLargerThanExpectedIsChargedInFull() {
		assertThatExceptionOfType(OverloadedException.class)
			.isThrownBy(() -> this.gate.answer(() -> 10_000, () -> new byte[110_000]));
		assertThatCode(() -> this.gate.answer(() -> 100_000, () -> new byte[100_000])).doesNotThrowAnyException();
	}

	@Test
	void failureGivesEverythingBack() {
		for (int i = 0; i < 10; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.gate.answer(() -> 100_000, () -> {
				throw new IllegalStateException("on purpose");
			}));
		}
		assertThatCode(() -> this.gate.answer(() -> 100_000, () -> new byte[100_000])).doesNotThrowAnyException();
	}

	private static byte[] await(CountDownLatch working, CountDownLatch end) {
		working.countDown();
		try {
			assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return new byte[0];
	}

}
