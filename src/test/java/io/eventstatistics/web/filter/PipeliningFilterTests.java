package io.eventstatistics.web.filter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections that pipeline requests, each on a thread.
 */
class PipeliningFilterTests {

	private static final long FOR_EVER = Long.MAX_VALUE;

	private static final FilterChain PASS = (request, response) -> {
	};

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void connectionsTakeTurnsBeyondTheFirstRequest() throws Exception {
		PipeliningFilter filter = new PipeliningFilter(2, FOR_EVER);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger served = new AtomicInteger();
		FilterChain chain = (request, response) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			Thread.yield();
			served.incrementAndGet();
			running.decrementAndGet();
		};
		List<Future<?>> connections = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			connections.add(this.threads.submit(() -> {
				request(filter, PASS, 1);
				return request(filter, chain, 500);
			}));
		}
		for (Future<?> connection : connections) {
			connection.get();
		}
		assertThat(served).hasValue(20 * 500);
		assertThat(most).hasValueBetween(1, 2);
		assertThat(filter.available()).isEqualTo(2);
	}

	@Test
	void firstRequestNeverWaits() throws Exception {
		PipeliningFilter filter = new PipeliningFilter(1, FOR_EVER);
		Semaphore end = holdPermit(filter);
		this.threads.submit(() -> request(filter, PASS, 1)).get();
		end.release();
	}

	@Test
	void slowConnectionLosesItsPermitToTheNextThatHasWaited() throws Exception {
		PipeliningFilter filter = new PipeliningFilter(1, 1);
		Semaphore end = holdPermit(filter);
		assertThat(filter.available()).isZero();
		AtomicInteger served = new AtomicInteger();
		this.threads.submit(() -> request(filter, (request, response) -> served.incrementAndGet(), 3)).get();
		assertThat(served).hasValue(3);
		assertThat(filter.available()).as("while it is still slow").isOne();
		end.release();
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(filter.available()).as("once it has ended").isOne();
	}

	@Test
	void interruptedConnectionContinuesAndStaysInterrupted() throws Exception {
		PipeliningFilter filter = new PipeliningFilter(1, FOR_EVER);
		Semaphore end = holdPermit(filter);
		AtomicInteger served = new AtomicInteger();
		boolean interrupted = this.threads.submit(() -> {
			request(filter, PASS, 1);
			Thread.currentThread().interrupt();
			request(filter, (request, response) -> served.incrementAndGet(), 1);
			return Thread.interrupted();
		}).get();
		assertThat(interrupted).isTrue();
		assertThat(served).hasValue(1);
		end.release();
	}

	@Test
	void failedRequestGivesItsPermitBack() throws Exception {
		PipeliningFilter filter = new PipeliningFilter(1, FOR_EVER);
		request(filter, PASS, 1);
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> request(filter, (request, response) -> {
			throw new ServletException("failed");
		}, 1));
		this.threads.submit(() -> request(filter, PASS, 2)).get();
	}

	/**
	 * Starts a connection that holds a permit until a permit of the result is released.
	 */
	private Semaphore holdPermit(PipeliningFilter filter) throws InterruptedException {
		Semaphore end = new Semaphore(0);
		CountDownLatch held = new CountDownLatch(1);
		this.threads.submit(() -> {
			request(filter, PASS, 1);
			return request(filter, (request, response) -> {
				held.countDown();
				end.acquireUninterruptibly();
			}, 1);
		});
		held.await();
		return end;
	}

	private static Void request(PipeliningFilter filter, FilterChain chain, int times)
			throws IOException, ServletException {
		for (int i = 0; i < times; i++) {
			filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
		}
		return null;
	}

}
