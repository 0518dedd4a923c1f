package io.eventstatistics.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Memory runs out while an entry is appended: it is refused, and later ones are not.
 */
@Timeout(60)
class AppendFailureTests {

	/** Reads of the clock by the thread that appends, up to the one that fails. */
	private final AtomicInteger left = new AtomicInteger(2);

	@TempDir
	private Path directory = Path.of("");

	@Test
	void anEntryThatCannotBeAppendedIsRefusedAndTheNextIsNot() {
		FileLog log = FileLog.open(this.directory, Sync.ALWAYS, Long.MAX_VALUE);
		try (Replica replica = new Replica(log, clock(), Duration.ofHours(1), 1_000_000, log::close).caughtUp()) {
			replica.record(1, null);
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null))
				.withMessageContaining("the log takes no entries");
			replica.record(3, null);
			assertThat(replica.statistics()).isEqualTo(new Statistics(2, 1, 3, 2));
		}
	}

	private InstantSource clock() {
		return () -> {
			if (Thread.currentThread().getName().equals("ledger-appender") && this.left.decrementAndGet() == 0) {
				throw new OutOfMemoryError("injected");
			}
			return Instant.now();
		};
	}

}
