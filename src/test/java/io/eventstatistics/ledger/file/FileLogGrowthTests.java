package io.eventstatistics.ledger.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading while entries are appended.
 */
@Timeout(60)
class FileLogGrowthTests {

	@TempDir
	private Path temporary = Path.of("");

	@Test
	void logThatGrowsMeanwhileIsIntact() throws Exception {
		try (FileLog log = open(1 << 20); LogReader reader = log.openReader()) {
			CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
				LogAppender appender = log.openAppender(0);
				for (int i = 0; i < 50_000; i++) {
					appender.append(new byte[100], TestEntries.NOON);
				}
			});
			while (!appending.isDone()) {
				assertThat(reader.isIntact(reader.last(), TestEntries.NOON)).isTrue();
			}
			appending.get();
		}
	}

	@Test
	void everyEntryIsReadWhileOthersAreAppended() throws Exception {
		int count = 200_000;
		try (FileLog log = open(1 << 20); LogReader reader = log.openReader()) {
			CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
				LogAppender appender = log.openAppender(0);
				for (int i = 0; i < count; i++) {
					appender.append(ByteBuffer.allocate(Integer.BYTES).putInt(i).array(), TestEntries.NOON);
				}
			});
			Positions position = Positions.NONE;
			int next = 0;
			while (next < count && !(appending.isDone() && position.equals(reader.last()))) {
				for (LogEntry entry : reader.read(position, Duration.ofMillis(1))) {
					assertThat(ByteBuffer.wrap(entry.bytes()).getInt()).isEqualTo(next);
					next++;
					position = position.after(entry);
				}
			}
			appending.get();
			assertThat(next).isEqualTo(count);
		}
	}

	@Test
	void aReaderWaitsForAnEntry() throws Exception {
		try (FileLog log = open(300); LogReader reader = log.openReader()) {
			assertThat(reader.last()).isEqualTo(Positions.NONE);
			assertThat(reader.read(Positions.NONE, Duration.ofMillis(10))).isEmpty();
			CompletableFuture<Integer> read = CompletableFuture
				.supplyAsync(() -> reader.read(Positions.NONE, Duration.ofSeconds(50)).size());
			TimeUnit.MILLISECONDS.sleep(50);
			TestEntries.append(log, "one");
			assertThat(read.get()).isOne();
		}
	}

	private FileLog open(long segmentBytes) {
		return FileLog.open(this.temporary, Sync.NEVER, Long.MAX_VALUE, segmentBytes, new Disk());
	}

}
