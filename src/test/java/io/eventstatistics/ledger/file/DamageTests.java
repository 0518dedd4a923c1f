package io.eventstatistics.ledger.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A segment that was cut off at every byte, and one with a flipped bit at every byte:
 * what is read was written, in order, and nothing refuses to start.
 */
@ExtendWith(OutputCaptureExtension.class)
class DamageTests {

	private static final String[] TEXTS = { "one", "", "three", "f".repeat(40), "five", "six" };

	@TempDir
	private Path directory = Path.of("");

	private Path file = Path.of("");

	private byte[] bytes = {};

	/** Of the entries' frames. */
	private final List<Integer> ends = new ArrayList<>();

	@BeforeEach
	void write() throws IOException {
		try (FileLog log = open()) {
			TestEntries.append(log, TEXTS);
		}
		this.file = Segment.file(this.directory, 1);
		this.bytes = Files.readAllBytes(this.file);
		int end = SegmentHeader.LENGTH;
		for (String text : TEXTS) {
			end += Frame.HEAD + text.length();
			this.ends.add(end);
		}
		assertThat(end).isEqualTo(this.bytes.length);
	}

	@Test
	void aTruncationAtEveryByteKeepsEveryWholeEntry(CapturedOutput output) throws IOException {
		for (int length = 0; length < this.bytes.length; length++) {
			restore(Arrays.copyOf(this.bytes, length));
			List<String> kept = new ArrayList<>(List.of(TEXTS).subList(0, wholeBefore(length)));
			try (FileLog log = open()) {
				assertThat(TestEntries.read(log)).as("length %d", length).isEqualTo(kept);
				TestEntries.append(log, "more");
			}
			kept.add("more");
			try (FileLog log = open()) {
				assertThat(TestEntries.read(log)).as("length %d", length).isEqualTo(kept);
			}
		}
		assertThat(output.getAll()).contains("Cut 1 bytes off", "Cut 19 bytes off", "Cut 59 bytes off");
	}

	@Test
	void zerosAfterTheEndAreCutOff() throws IOException {
		restore(Arrays.copyOf(this.bytes, this.bytes.length + 5000));
		try (FileLog log = open()) {
			assertThat(TestEntries.read(log)).containsExactly(TEXTS);
		}
		assertThat(Files.size(this.file)).isEqualTo(this.bytes.length);
	}

	@Test
	void aFlippedBitAtEveryByteCostsOneEntry(CapturedOutput output) throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < this.bytes.length; i++) {
			byte[] damaged = this.bytes.clone();
			damaged[i] ^= (byte) (1 << random.nextInt(8));
			restore(damaged);
			List<String> expected = new ArrayList<>(List.of(TEXTS));
			int hit = wholeBefore(i);
			if (i >= SegmentHeader.LENGTH) {
				expected.set(hit, TestEntries.DAMAGED);
			}
			if (expected.get(TEXTS.length - 1).equals(TestEntries.DAMAGED)) {
				expected.remove(TEXTS.length - 1);
			}
			try (FileLog log = open()) {
				assertThat(TestEntries.read(log)).as("seed %d byte %d", seed, i).isEqualTo(expected);
				TestEntries.append(log, "more");
				expected.add("more");
				assertThat(TestEntries.read(log)).as("seed %d byte %d", seed, i).isEqualTo(expected);
			}
		}
		assertThat(output.getAll()).contains("Cut 23 bytes off");
	}

	@Test
	void withoutAnyHeaderTheEntriesAreIgnoredAndTheLogGoesOn(CapturedOutput output) throws IOException {
		byte[] damaged = this.bytes.clone();
		damaged[3] ^= 1;
		damaged[25] ^= 1;
		restore(damaged);
		try (FileLog log = open()) {
			assertThat(TestEntries.read(log)).containsOnly(TestEntries.DAMAGED);
			TestEntries.append(log, "more");
		}
		try (FileLog log = open()) {
			assertThat(TestEntries.read(log)).contains("more").doesNotContain(TEXTS[0]);
		}
		assertThat(output.getAll()).contains("header", "is damaged");
		assertThat(Files.readAllBytes(this.file)).isEqualTo(damaged);
	}

	/** The salt is not known to clients; the same bytes elsewhere are no frame either. */
	@Test
	void bytesThatLookLikeAFrameAreNotTakenForOne() throws IOException {
		byte[] head = Arrays.copyOf(this.bytes, this.bytes.length);
		ByteBuffer forged = new Frame(12345).encode(this.ends.get(5) + Frame.HEAD, 0,
				"forged".getBytes(StandardCharsets.US_ASCII));
		String copy = new String(head, this.ends.get(4), this.ends.get(5) - this.ends.get(4),
				StandardCharsets.ISO_8859_1);
		try (FileLog log = open()) {
			log.openAppender(0).append(Arrays.copyOf(forged.array(), forged.limit()), TestEntries.NOON);
			log.openAppender(0).append(copy.getBytes(StandardCharsets.ISO_8859_1), TestEntries.NOON);
			TestEntries.append(log, "last");
		}
		byte[] damaged = Files.readAllBytes(this.file);
		damaged[this.ends.get(5)] ^= 1;
		damaged[this.ends.get(5) + Frame.HEAD + forged.limit()] ^= 1;
		Files.write(this.file, damaged);
		try (FileLog log = open()) {
			assertThat(TestEntries.read(log)).startsWith(TEXTS)
				.endsWith(TestEntries.DAMAGED, "last")
				.doesNotContain("forged")
				.hasSizeBetween(8, 9);
		}
	}

	@Test
	void entriesLargerThanAChunkAndDamageLongerThanOneArePassed() throws IOException {
		String large = "l".repeat(3 << 20);
		try (FileLog log = open()) {
			TestEntries.append(log, large, "a", large, "b");
			assertThat(TestEntries.read(log)).endsWith(large, "a", large, "b").hasSize(TEXTS.length + 4);
		}
		byte[] damaged = Files.readAllBytes(this.file);
		damaged[this.ends.get(5) + 2] ^= 1;
		Files.write(this.file, damaged);
		try (FileLog log = open()) {
			assertThat(TestEntries.read(log)).startsWith(TEXTS).endsWith(TestEntries.DAMAGED, "a", large, "b");
		}
	}

	private int wholeBefore(int offset) {
		return (int) this.ends.stream().filter((end) -> end <= offset).count();
	}

	/** To the state of one file. */
	private void restore(byte[] content) throws IOException {
		Files.deleteIfExists(Segment.file(this.directory, 2));
		Files.write(this.file, content);
	}

	private FileLog open() {
		return FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE);
	}

}
