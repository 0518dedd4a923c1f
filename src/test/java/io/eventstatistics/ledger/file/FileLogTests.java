package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogFailedException;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.LogRefusalException;
import io.eventstatistics.ledger.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Segments, their deletion, limits and who may use the directory.
 */
@Timeout(60)
class FileLogTests {

	private static final long SMALL = 300;

	@TempDir
	private Path temporary = Path.of("");

	@Test
	void segmentsFollowEachOtherAndAreDeletedOnceTheyAreOver() throws IOException {
		Path directory = this.temporary.resolve("new/ledger");
		try (FileLog log = open(directory, SMALL); LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			for (int i = 0; i < 40; i++) {
				appender.append(new byte[100], TestEntries.NOON.plusSeconds(i));
			}
			assertThat(files(directory)).isEqualTo(20);
			assertThat(TestEntries.read(log)).hasSize(40);
			reader.trim(TestEntries.NOON.plusSeconds(2));
			assertThat(TestEntries.read(log)).hasSize(38);
			reader.trim(TestEntries.NOON.plusSeconds(3));
			assertThat(TestEntries.read(log)).hasSize(38);
			reader.trim(TestEntries.NOON.plusSeconds(1000));
			assertThat(TestEntries.read(log)).hasSize(2);
			assertThat(files(directory)).isOne();
			assertThat(reader.isIntact(reader.last(), TestEntries.NOON)).isTrue();
		}
		try (FileLog log = open(directory, SMALL)) {
			TestEntries.append(log, "more");
			assertThat(TestEntries.read(log)).hasSize(3);
		}
	}

	@Test
	void segmentOfATimeAheadHoldsUpNoOther() {
		try (FileLog log = open(this.temporary, SMALL); LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			for (int i = 0; i < 10; i++) {
				appender.append(new byte[200], TestEntries.NOON.plus(Duration.ofDays((i == 3) ? 1 : 0)));
			}
			reader.trim(TestEntries.NOON.plusSeconds(1));
			assertThat(TestEntries.read(log)).hasSize(2);
		}
	}

	@Test
	void pastItsMaxSizeItRefusesUntilSomethingIsDeleted() {
		try (FileLog log = FileLog.open(this.temporary, Sync.NEVER, 1000, SMALL, new Disk());
				LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			assertThatExceptionOfType(LogRefusalException.class).isThrownBy(() -> {
				for (int i = 0; i < 10; i++) {
					appender.append(new byte[200], TestEntries.NOON);
				}
			}).withMessageContaining("1000 bytes").withMessageContaining("event-statistics.ledger.max-size");
			assertThat(TestEntries.read(log)).hasSize(3);
			reader.trim(TestEntries.NOON.plusSeconds(1));
			appender.append(new byte[200], TestEntries.NOON);
			assertThat(TestEntries.read(log)).hasSize(1);
		}
	}

	@Test
	void aSegmentThatFillsTheMaxSizeIsDeletedOnceItIsOver() throws IOException {
		try (FileLog log = FileLog.open(this.temporary, Sync.NEVER, SMALL, SMALL, new Disk());
				LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			appender.append(new byte[200], TestEntries.NOON);
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(LogRefusalException.class)
					.isThrownBy(() -> appender.append(new byte[200], TestEntries.NOON));
			}
			assertThat(files(this.temporary)).isEqualTo(2);
			assertThat(TestEntries.read(log)).hasSize(1);
			reader.trim(TestEntries.NOON.plusSeconds(1));
			appender.append(new byte[200], TestEntries.NOON);
			assertThat(TestEntries.read(log)).hasSize(1);
		}
	}

	@Test
	void aSegmentThatIsDeletedByHandIsMissed() throws IOException {
		try (FileLog log = open(this.temporary, SMALL); LogReader reader = log.openReader()) {
			LogAppender appender = log.openAppender(0);
			for (int i = 0; i < 10; i++) {
				appender.append(new byte[100], TestEntries.NOON.plusSeconds(i));
			}
			Files.delete(Segment.file(this.temporary, 1));
			assertThat(reader.isIntact(Positions.NONE, TestEntries.NOON.plusSeconds(2))).isTrue();
			Files.delete(Segment.file(this.temporary, 2));
			cut(Segment.file(this.temporary, 3), 180);
			assertThat(reader.isIntact(Positions.NONE, TestEntries.NOON)).isFalse();
			assertThat(TestEntries.read(log)).hasSize(6).endsWith("\0".repeat(100));
			assertThat(reader.isIntact(Positions.NONE, TestEntries.NOON)).isTrue();
			cut(Segment.file(this.temporary, 5), 50);
			assertThat(reader.isIntact(Positions.NONE, TestEntries.NOON)).isTrue();
			assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> reader.trim(Instant.EPOCH))
				.withMessageContaining("was deleted or truncated");
		}
	}

	@Test
	void onlyItsOwnerReadsIt() throws IOException {
		Path directory = this.temporary.resolve("ledger");
		open(directory, SMALL).close();
		assertThat(permissions(directory)).isEqualTo("rwx------");
		assertThat(permissions(directory.resolve("lock"))).isEqualTo("rw-------");
		assertThat(permissions(Segment.file(directory, 1))).isEqualTo("rw-------");
	}

	@Test
	void aDirectoryOfAnotherUserIsRefused() throws IOException {
		assumeTrue("root".equals(System.getProperty("user.name")));
		UserPrincipal nobody = this.temporary.getFileSystem()
			.getUserPrincipalLookupService()
			.lookupPrincipalByName("nobody");
		Files.setOwner(this.temporary, nobody);
		Files.setOwner(Files.createFile(this.temporary.resolve("lock")), nobody);
		assertThatIllegalStateException().isThrownBy(() -> open(this.temporary, SMALL))
			.withMessageContaining("event-statistics.ledger.directory " + this.temporary + " belongs to nobody")
			.withMessageContaining("not to root");
	}

	@Test
	void aDirectoryIsOfOneLogAtATime() {
		try (FileLog log = open(this.temporary, SMALL)) {
			assertThatIllegalStateException().isThrownBy(() -> open(this.temporary, SMALL))
				.withMessageContaining("event-statistics.ledger.directory " + this.temporary)
				.withMessageContaining("in use by another process");
			TestEntries.append(log, "one");
		}
		try (FileLog log = open(this.temporary, SMALL)) {
			assertThat(TestEntries.read(log)).containsExactly("one");
		}
	}

	/** Another process could lock a new file of that name. */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aLockFileThatIsDeletedOrReplacedIsAFailure(boolean replaced) throws IOException {
		try (FileLog log = open(this.temporary, SMALL); LogReader reader = log.openReader()) {
			TestEntries.append(log, "one");
			assertThat(reader.isIntact(reader.last(), TestEntries.NOON)).isTrue();
			TestEntries.append(log, "two");
			Path lock = this.temporary.resolve("lock");
			Path other = Files.createFile(this.temporary.resolve("other"));
			Files.delete(lock);
			if (replaced) {
				Files.move(other, lock);
			}
			assertThat(reader.isIntact(reader.last(), TestEntries.NOON)).isTrue();
			assertThatExceptionOfType(LogFailedException.class).isThrownBy(() -> TestEntries.append(log, "three"))
				.withMessageContaining(lock + " was deleted or replaced");
			assertThat(TestEntries.read(log)).containsExactly("one", "two");
		}
	}

	/** As after a power cut, on a disk that is full. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 19, 40 })
	void aSegmentThatWasBeingCreatedNeedsNoSpace(int length) throws IOException {
		try (FileLog log = open(this.temporary, SMALL)) {
			TestEntries.append(log, "one");
		}
		Files.write(Segment.file(this.temporary, 2), new byte[length]);
		Disk full = new Disk() {

			@Override
			FileChannel create(Path file) throws IOException {
				throw new IOException("No space left on device");
			}

		};
		try (FileLog log = FileLog.open(this.temporary, Sync.NEVER, Long.MAX_VALUE, SMALL, full)) {
			TestEntries.append(log, "two");
			assertThat(TestEntries.read(log)).containsExactly("one", "two");
			assertThat(files(this.temporary)).isOne();
		}
	}

	@Test
	void filesOfOtherNamesAreIgnored() throws IOException {
		String[] names = { "99999999999999999999.log", "9223372036854775808.log", "09999999999999999999.log", "1.log",
				"00000000000000000002.log.gz", "lost+found" };
		for (String name : names) {
			Files.writeString(this.temporary.resolve(name), "foreign");
		}
		try (FileLog log = open(this.temporary, SMALL)) {
			TestEntries.append(log, "one");
			assertThat(TestEntries.read(log)).containsExactly("one");
		}
		for (String name : names) {
			assertThat(this.temporary.resolve(name)).hasContent("foreign");
		}
	}

	@Test
	void aDirectoryThatIsAFileIsRefused() throws IOException {
		Path file = Files.createFile(this.temporary.resolve("file"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> open(file, SMALL))
			.withMessage("cannot open the ledger in %s: exists already: %s", file, file);
	}

	@Test
	void aFileThatMayNotBeOpenedIsNamedWithItsReason() {
		open(this.temporary, SMALL).close();
		Disk disk = new Disk() {

			@Override
			FileChannel open(Path file) throws IOException {
				throw new AccessDeniedException(file.toString());
			}

		};
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> FileLog.open(this.temporary, Sync.NEVER, Long.MAX_VALUE, SMALL, disk))
			.withMessage("cannot open the ledger in %s: permission denied: %s", this.temporary,
					Segment.file(this.temporary, 1));
	}

	private static void cut(Path file, long size) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	private static long files(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".log")).count();
		}
	}

	private static FileLog open(Path directory, long segmentBytes) {
		return FileLog.open(directory, Sync.NEVER, Long.MAX_VALUE, segmentBytes, new Disk());
	}

}
