package io.eventstatistics.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Memory runs out between the batches of an entry: the entry counts once and whole.
 */
@Timeout(120)
class ApplyFailureTests {

	private static final int EVENTS = 10;

	private static final int CALLS = 5;

	/** Reads of the clock by the thread that applies, up to the one that fails. */
	private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

	@TempDir
	private Path directory = Path.of("");

	@Test
	void entryThatFailsHalfwayCountsOnce() {
		FileLog log = FileLog.open(this.directory, Sync.ALWAYS, Long.MAX_VALUE);
		try (Replica replica = new Replica(log, clock(), Duration.ofHours(1), 1_000_000, log::close).caughtUp();
				LogAppender appender = log.openAppender(0)) {
			for (int call = 1; call <= CALLS; call++) {
				byte[] entry = entry(call);
				this.left.set(call);
				appender.append(entry, Instant.now());
				replica.awaitCount((EVENTS + 1L) * call);
				replica.awaitFollowing();
				assertThat(replica.ledger.isComplete()).isTrue();
				assertThat(replica.count()).as("failed at %d", call).isEqualTo((EVENTS + 1L) * call);
			}
			assertThat(replica.ledger.rebuilds()).isPositive();
		}
	}

	/** Events without a key, and one with. */
	private static byte[] entry(int number) {
		Receipt receipt = Replica.receipt();
		return new EntryEncoder(7).encode(number, Instant.now(),
				List.of(new PendingAppend(receipt, events(EVENTS), null),
						new PendingAppend(receipt, events(1), new IdempotencyKey("key " + number, number))));
	}

	private static EventBatch events(int count) {
		EventBatch batch = new EventBatch(count);
		for (int i = 0; i < count; i++) {
			batch.add(Instant.now(), i);
		}
		return batch;
	}

	private InstantSource clock() {
		return () -> {
			if (Thread.currentThread().getName().equals("ledger-tail") && this.left.decrementAndGet() == 0) {
				throw new OutOfMemoryError("injected");
			}
			return Instant.now();
		};
	}

}
