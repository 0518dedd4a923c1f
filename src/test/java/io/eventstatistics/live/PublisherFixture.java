package io.eventstatistics.live;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.query.LiveQuery;
import io.eventstatistics.testing.Carriers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.json.JsonMapper;

import static io.eventstatistics.testing.Questions.plain;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * A publisher with a ticker that ticks when the test says so.
 */
abstract class PublisherFixture {

	static final Instant NOW = Instant.parse("2026-11-23T14:30:00Z");

	/** Counts snapshots: the service reads its clock once for each. */
	final AtomicInteger snapshots = new AtomicInteger();

	final EventService service = new EventService(() -> {
		this.snapshots.incrementAndGet();
		return NOW;
	}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);

	final Rebuilt recorder = new Rebuilt();

	final ScheduledExecutorService ticker = mock(ScheduledExecutorService.class);

	final ScheduledFuture<?> ticks = mock(ScheduledFuture.class);

	final LiveQuery query = query("1s", "count");

	final Watcher watcher = new Watcher();

	LivePublisher publisher = publisher(1000);

	@BeforeEach
	void schedule() {
		willReturn(this.ticks).given(this.ticker).scheduleAtFixedRate(any(), anyLong(), anyLong(), any());
		this.publisher = publisher(3);
	}

	void record(double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(NOW, value);
		this.service.record(batch, null);
	}

	Runnable tick(int feeds) {
		ArgumentCaptor<Runnable> tick = ArgumentCaptor.forClass(Runnable.class);
		verify(this.ticker, times(feeds)).scheduleAtFixedRate(tick.capture(), anyLong(), anyLong(), any());
		return tick.getValue();
	}

	LivePublisher publisher(int places) {
		return new LivePublisher(this.service, this.recorder, new JsonMapper(), places, this.ticker);
	}

	static LiveQuery query(String every, String stats) {
		return LiveQuery.parse(every, plain(null, stats), Duration.ofHours(1));
	}

	/** Says whether the window is complete. */
	static final class Rebuilt implements EventRecorder {

		boolean complete = true;

		/** So many times more it is complete. */
		int completeFor = Integer.MAX_VALUE;

		@Override
		public Receipt record(EventBatch batch, @Nullable IdempotencyKey key) {
			throw new UnsupportedOperationException();
		}

		/** While a frame was taken; on JDK 24 or later. */
		int carriersBeyondCores;

		@Override
		public boolean isComplete() {
			if (Runtime.version().feature() >= 24) {
				this.carriersBeyondCores = Carriers.beyondCores();
			}
			return this.complete && this.completeFor-- > 0;
		}

	}

}
