package io.eventstatistics.ledger.file;

import java.nio.file.Path;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.LogRefusalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A log whose disk is full and then is not.
 */
class FullDiskTests {

	private static final long SMALL = 300;

	@TempDir
	private Path directory = Path.of("");

	@Test
	void aFullDiskRefusesAndHeals() {
		FaultyDisk disk = new FaultyDisk();
		try (FileLog log = open(this.directory, disk)) {
			TestEntries.append(log, "one");
			for (int room : new int[] { 0, 1, Frame.HEAD, Frame.HEAD + 2 }) {
				disk.setSpace(room);
				assertThatExceptionOfType(LogRefusalException.class).isThrownBy(() -> TestEntries.append(log, "two"))
					.withMessageContaining("No space left on device");
			}
			assertThat(TestEntries.read(log)).containsExactly("one");
			disk.setSpace(Frame.HEAD + 3);
			TestEntries.append(log, "six");
			disk.setSpace(Long.MAX_VALUE);
			TestEntries.append(log, "seven");
		}
		try (FileLog log = open(this.directory, disk)) {
			assertThat(TestEntries.read(log)).containsExactly("one", "six", "seven");
		}
	}

	@Test
	void aFullDiskThatCannotBeginASegmentHeals() {
		FaultyDisk disk = new FaultyDisk();
		String half = "h".repeat(160);
		try (FileLog log = open(this.directory, disk)) {
			TestEntries.append(log, half);
			for (int i = 0; i < 3; i++) {
				disk.setSpace(10);
				assertThatExceptionOfType(LogRefusalException.class).isThrownBy(() -> TestEntries.append(log, half));
			}
			disk.setSpace(Long.MAX_VALUE);
			TestEntries.append(log, half);
			assertThat(TestEntries.read(log)).containsExactly(half, half);
		}
	}

	private static FileLog open(Path folder, Disk disk) {
		return FileLog.open(folder, Sync.ALWAYS, Long.MAX_VALUE, SMALL, disk);
	}

}
