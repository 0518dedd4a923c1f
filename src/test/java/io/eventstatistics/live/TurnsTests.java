package io.eventstatistics.live;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.parser.HttpParser;
import org.apache.tomcat.util.net.SocketEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Connections that pipeline requests, each on a thread.
 */
class TurnsTests {

	private static final long FOR_EVER = Long.MAX_VALUE;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void connectionsTakeTurns() throws Exception {
		Turns turns = new Turns(2, FOR_EVER);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger served = new AtomicInteger();
		List<Future<?>> connections = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			connections.add(this.threads.submit(() -> take(turns, 500, () -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				Thread.yield();
				served.incrementAndGet();
				running.decrementAndGet();
			})));
		}
		for (Future<?> connection : connections) {
			connection.get();
		}
		assertThat(served).hasValue(20 * 500);
		assertThat(most).hasValueBetween(1, 2);
		assertThat(turns.available()).isEqualTo(2);
	}

	@Test
	void firstRequestNeverWaits() throws Exception {
		Turns turns = new Turns(1, FOR_EVER);
		Adapter adapter = mock(Adapter.class);
		PipelineTurns connection = new PipelineTurns(adapter, turns);
		Semaphore end = holdPermit(turns);
		for (int i = 0; i < 3; i++) {
			connection.begin();
			connection.service(new Request(), new Response());
		}
		Future<?> second = this.threads.submit(() -> {
			connection.service(request(0, 20), new Response());
			return null;
		});
		verify(adapter, times(3)).service(any(), any());
		end.release();
		second.get();
		verify(adapter, times(4)).service(any(), any());
	}

	@Test
	void requestThatCameAfterTheAnswerDoesNotWait() throws Exception {
		Turns turns = new Turns(1, FOR_EVER);
		Adapter adapter = mock(Adapter.class);
		PipelineTurns connection = new PipelineTurns(adapter, turns);
		Semaphore end = holdPermit(turns);
		for (int i = 1; i < PipelineTurns.MAX_IN_A_ROW; i++) {
			connection.service(request(20, (i % 2 == 0) ? 20 : 7), new Response());
		}
		verify(adapter, times(PipelineTurns.MAX_IN_A_ROW - 1)).service(any(), any());
		Future<?> oneMore = this.threads.submit(() -> {
			connection.service(request(0, 0), new Response());
			return null;
		});
		verify(adapter, times(PipelineTurns.MAX_IN_A_ROW - 1)).service(any(), any());
		end.release();
		oneMore.get();
		verify(adapter, times(PipelineTurns.MAX_IN_A_ROW)).service(any(), any());
	}

	@Test
	void requestWithMoreThanItsBodyBehindItWaits() throws Exception {
		Turns turns = new Turns(1, 1);
		PipelineTurns connection = new PipelineTurns(mock(Adapter.class), turns);
		connection.service(request(0, 0), new Response());
		Semaphore end = holdPermit(turns);
		connection.service(request(20, 21), new Response());
		assertThat(turns.available()).as("the permit of the longest holder was taken").isOne();
		end.release();
	}

	@Test
	void requestWithoutABufferDoesNotWait() throws Exception {
		Turns turns = new Turns(1, FOR_EVER);
		Adapter adapter = mock(Adapter.class);
		PipelineTurns connection = new PipelineTurns(adapter, turns);
		Semaphore end = holdPermit(turns);
		connection.service(new Request(), new Response());
		connection.service(new Request(), new Response());
		verify(adapter, times(2)).service(any(), any());
		end.release();
	}

	/** A request of which bytes have arrived after its head. */
	private static Request request(int contentLength, int arrived) {
		Request request = new Request();
		Http11InputBuffer buffer = new Http11InputBuffer(request, 8192, new HttpParser("", ""));
		buffer.setByteBuffer(ByteBuffer.allocate(arrived));
		request.setInputBuffer(buffer);
		request.setContentLength(contentLength);
		return request;
	}

	@Test
	void slowConnectionLosesItsPermitToTheNextThatHasWaited() throws Exception {
		Turns turns = new Turns(1, 1);
		Semaphore end = holdPermit(turns);
		assertThat(turns.available()).isZero();
		AtomicInteger served = new AtomicInteger();
		this.threads.submit(() -> take(turns, 3, served::incrementAndGet)).get();
		assertThat(served).hasValue(3);
		assertThat(turns.available()).as("while it is still slow").isOne();
		end.release();
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(turns.available()).as("once it has ended").isOne();
	}

	@Test
	void interruptedConnectionContinuesAndStaysInterrupted() throws Exception {
		Turns turns = new Turns(1, FOR_EVER);
		Semaphore end = holdPermit(turns);
		AtomicInteger served = new AtomicInteger();
		boolean interrupted = this.threads.submit(() -> {
			Thread.currentThread().interrupt();
			take(turns, 1, served::incrementAndGet);
			return Thread.interrupted();
		}).get();
		assertThat(interrupted).isTrue();
		assertThat(served).hasValue(1);
		end.release();
	}

	@Test
	void interruptedConnectionTakesNoPermitThatIsFree() throws Exception {
		Turns turns = new Turns(1, FOR_EVER);
		AtomicInteger served = new AtomicInteger();
		this.threads.submit(() -> {
			Thread.currentThread().interrupt();
			return take(turns, 1, served::incrementAndGet);
		}).get();
		assertThat(served).hasValue(1);
		assertThat(turns.available()).isOne();
	}

	@Test
	void answersInTheBackgroundAreNotCounted() throws Exception {
		Adapter adapter = mock(Adapter.class);
		PipelineTurns connection = new PipelineTurns(adapter, new Turns(1, FOR_EVER));
		connection.prepare(new Request(), new Response());
		connection.asyncDispatch(new Request(), new Response(), SocketEvent.OPEN_READ);
		connection.checkRecycled(new Request(), new Response());
		verify(adapter).prepare(any(), any());
		verify(adapter).asyncDispatch(any(), any(), any());
		verify(adapter).checkRecycled(any(), any());
		verify(adapter, times(0)).service(any(), any());
	}

	@Test
	void failedRequestGivesItsPermitBack() {
		Turns turns = new Turns(1, FOR_EVER);
		assertThatIllegalStateException().isThrownBy(() -> turns.take(() -> {
			throw new IllegalStateException("failed");
		}));
		assertThat(turns.available()).isOne();
	}

	/**
	 * Starts a connection that holds a permit until a permit of the result is released.
	 */
	private Semaphore holdPermit(Turns turns) throws InterruptedException {
		Semaphore end = new Semaphore(0);
		CountDownLatch held = new CountDownLatch(1);
		this.threads.submit(() -> take(turns, 1, () -> {
			held.countDown();
			end.acquireUninterruptibly();
		}));
		held.await();
		return end;
	}

	private static Void take(Turns turns, int times, PipelinedAdapter.Work work) throws Exception {
		for (int i = 0; i < times; i++) {
			turns.take(work);
		}
		return null;
	}

}
