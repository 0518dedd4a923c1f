package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogFailedException;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.LogRefusalException;
import io.eventstatistics.ledger.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A disk that fails at every operation in turn, is full, or loses its power: no
 * acknowledged entry is lost, and no entry is duplicated.
 */
class FaultTests {

	private static final long SMALL = 300;

	@TempDir
	private Path directory = Path.of("");

	@Test
	void aFaultAtEveryOperationLosesNothingThatWasAcknowledged() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		FaultyDisk disk = new FaultyDisk();
		int at = 0;
		do {
			Path folder = this.directory.resolve("fault " + at);
			disk = new FaultyDisk();
			disk.failAfter(at);
			List<String> attempts = new ArrayList<>();
			List<String> acknowledged = new ArrayList<>();
			runUntilTheEnd(folder, disk, attempts, acknowledged);
			disk.cutPower(random);
			try (FileLog log = open(folder, new Disk())) {
				List<String> found = TestEntries.read(log);
				assertThat(isSubsequence(acknowledged, found)).as("seed %d fault %d: %s", seed, at, found).isTrue();
				assertThat(isSubsequence(found, attempts)).as("seed %d fault %d: %s", seed, at, found).isTrue();
			}
			at++;
		}
		while (disk.hasFailed());
		assertThat(at).isGreaterThan(60);
	}

	@Test
	void aFaultAtEveryOperationOfARecoveryLosesNothing() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		String[] before = { "a".repeat(200), "b".repeat(200), "c" };
		FaultyDisk disk = new FaultyDisk();
		int at = 0;
		do {
			Path folder = this.directory.resolve("recovery " + at);
			try (FileLog log = open(folder, new Disk())) {
				TestEntries.append(log, before);
			}
			Files.write(Segment.file(folder, 2), new byte[7], StandardOpenOption.APPEND);
			disk = new FaultyDisk();
			disk.failAfter(at);
			boolean acknowledged = false;
			try (FileLog log = open(folder, disk)) {
				acknowledged = isTaken(log.openAppender(0), "d");
			}
			catch (LogFailedException | UncheckedIOException ex) {
				assertThat(disk.hasFailed()).isTrue();
			}
			disk.cutPower(random);
			try (FileLog log = open(folder, new Disk())) {
				List<String> found = TestEntries.read(log);
				assertThat(found).as("seed %d fault %d", seed, at).startsWith(before).hasSizeBetween(3, 4);
				assertThat(found.contains("d")).as("seed %d fault %d", seed, at).isIn(true, acknowledged);
			}
			at++;
		}
		while (disk.hasFailed());
		assertThat(at).isGreaterThan(8);
	}

	@Test
	void aNewDirectoryLastsInThoseAboveIt() {
		List<Path> synced = new ArrayList<>();
		Disk disk = new Disk() {

			@Override
			void syncDirectory(Path synchronizedDirectory) throws IOException {
				synced.add(synchronizedDirectory);
				super.syncDirectory(synchronizedDirectory);
			}

		};
		Path folder = this.directory.resolve("a/b");
		open(folder, disk).close();
		assertThat(synced).containsExactly(this.directory, this.directory.resolve("a"), folder);
	}

	private static boolean isSubsequence(List<String> part, List<String> whole) {
		int matched = 0;
		for (String text : whole) {
			matched += (matched < part.size() && part.get(matched).equals(text)) ? 1 : 0;
		}
		return matched == part.size();
	}

	/** Every entry is sent until it is accepted, each time with another text. */
	private void runUntilTheEnd(Path folder, FaultyDisk disk, List<String> attempts, List<String> acknowledged) {
		try (FileLog log = open(folder, disk); LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			for (int i = 0; i < 30; i++) {
				String text;
				do {
					text = i + " at " + attempts.size();
					attempts.add(text);
				}
				while (!isTaken(appender, text));
				acknowledged.add(text);
				reader.trim(Instant.EPOCH);
			}
		}
		catch (LogFailedException | UncheckedIOException ex) {
			assertThat(disk.hasFailed()).isTrue();
		}
	}

	private static boolean isTaken(LogAppender appender, String text) {
		try {
			appender.append(text.getBytes(StandardCharsets.US_ASCII), TestEntries.NOON);
			return true;
		}
		catch (LogFailedException ex) {
			throw ex;
		}
		catch (LogRefusalException ex) {
			return false;
		}
	}

	@Test
	void aFailedSyncIsFinal() {
		FaultyDisk disk = new FaultyDisk();
		FileLog log = open(this.directory, disk);
		TestEntries.append(log, "one");
		disk.failAfter(1);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> TestEntries.append(log, "two"))
				.withMessageContaining("cannot sync")
				.withMessageContaining("injected fault at sync");
		}
		assertThat(TestEntries.read(log)).containsExactly("one");
		LogReader reader = log.openReader();
		assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> reader.trim(Instant.EPOCH));
		log.close();
	}

	@Test
	void aSegmentThatCannotBeDeletedIsTriedAgain() {
		FaultyDisk disk = new FaultyDisk();
		try (FileLog log = open(this.directory, disk); LogReader reader = log.openReader()) {
			TestEntries.append(log, "a".repeat(200), "b".repeat(200), "c");
			disk.failAfter(0);
			assertThatExceptionOfType(LogRefusalException.class)
				.isThrownBy(() -> reader.trim(TestEntries.NOON.plusSeconds(1)))
				.withMessageContaining("cannot delete")
				.isNotInstanceOf(LogFailedException.class);
			reader.trim(TestEntries.NOON.plusSeconds(1));
			assertThat(TestEntries.read(log)).containsExactly("b".repeat(200), "c");
		}
	}

	@Test
	void aDirectoryThatCannotBeSyncedIsAFailure() {
		FaultyDisk disk = new FaultyDisk();
		FileLog log = open(this.directory, disk);
		LogReader reader = log.openReader();
		TestEntries.append(log, "a".repeat(200), "b".repeat(200));
		disk.failAfter(1);
		assertThatExceptionOfType(LogFailedException.class)
			.isThrownBy(() -> reader.trim(TestEntries.NOON.plusSeconds(1)))
			.withMessageContaining("cannot sync");
		log.close();
	}

	@Test
	void aFileThatIsGoneCannotBeRead() throws IOException {
		try (FileLog log = open(this.directory, new Disk()); LogReader reader = log.openReader()) {
			TestEntries.append(log, "one");
			Files.delete(Segment.file(this.directory, 1));
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> reader.read(Positions.NONE, Duration.ZERO));
		}
		try (FileLog log = open(this.directory, new Disk()); LogReader reader = log.openReader()) {
			TestEntries.append(log, "one");
			Files.write(Segment.file(this.directory, 1), new byte[41]);
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> reader.read(Positions.NONE, Duration.ZERO))
				.withMessageContaining("is shorter than it was");
		}
	}

	@Test
	void aFileThatAnInterruptClosedIsAFailure() {
		try (FileLog log = FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE)) {
			TestEntries.append(log, "one");
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> TestEntries.append(log, "two"))
				.withMessageContaining("was closed");
			assertThat(Thread.interrupted()).isTrue();
			assertThat(TestEntries.read(log)).containsExactly("one");
		}
	}

	@Test
	void aFailedSyncInTheBackgroundIsFinalToo() {
		FaultyDisk disk = new FaultyDisk();
		FileLog log = FileLog.open(this.directory, Sync.EVERYSEC, Long.MAX_VALUE, Long.MAX_VALUE, disk);
		TestEntries.append(log, "one");
		SegmentWriter writer = (SegmentWriter) log.openAppender(0);
		writer.flush();
		writer.flush();
		TestEntries.append(log, "two");
		disk.failAfter(0);
		assertThatExceptionOfType(LogFailedException.class).isThrownBy(writer::flush);
		assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> TestEntries.append(log, "three"));
		assertThat(TestEntries.read(log)).containsExactly("one", "two");
		log.close();
	}

	@Test
	void whatIsSyncedEverySecondIsSyncedBySomebody() throws Exception {
		FaultyDisk disk = new FaultyDisk();
		try (FileLog log = FileLog.open(this.directory, Sync.EVERYSEC, Long.MAX_VALUE, Long.MAX_VALUE, disk)) {
			disk.failAfter(1);
			TestEntries.append(log, "one");
			LogReader reader = log.openReader();
			assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> {
				for (int i = 0; i < 1000; i++) {
					reader.trim(Instant.EPOCH);
					Thread.sleep(10);
				}
			});
			reader.read(Positions.NONE, Duration.ZERO);
		}
	}

	private static FileLog open(Path folder, Disk disk) {
		return FileLog.open(folder, Sync.ALWAYS, Long.MAX_VALUE, SMALL, disk);
	}

}
