package io.eventstatistics.ledger;

import java.time.Instant;
import java.time.InstantSource;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.RecorderUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class PendingAppendTests {

	@Test
	void nothingIsWaitedForLongerThanItsPatience() {
		PendingAppend pending = new PendingAppend(Replica.receipt(), at(Instant.now()), null);
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(pending::await)
			.withMessageContaining("does not answer in time");
	}

	@Test
	void fullQueueRefuses() {
		Appender appender = new Appender(1, 0, new UnreachableLog(), InstantSource.system(), new Refusal("appending"));
		EventBatch batch = at(Instant.now());
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> {
			for (int i = 0; i < 100_000; i++) {
				appender.add(new PendingAppend(Replica.receipt(), batch, null));
			}
		}).withMessageContaining("too many");
	}

	@Test
	void requestIsDecidedOnce() {
		EventBatch batch = at(Instant.now());
		PendingAppend request = new PendingAppend(Replica.receipt(), batch, null);
		request.recorded();
		request.refused(new RecorderUnavailableException("too late"));
		request.await();
		assertThat(request.isDecided()).isTrue();
	}

	@Test
	void interruptedRequestIsRefused() {
		EventBatch batch = at(Instant.now());
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(RecorderUnavailableException.class)
			.isThrownBy(new PendingAppend(Replica.receipt(), batch, null)::await)
			.withMessageContaining("is stopping");
		assertThat(Thread.interrupted()).isTrue();
	}

	private static EventBatch at(Instant timestamp) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, 1);
		return batch;
	}

}
