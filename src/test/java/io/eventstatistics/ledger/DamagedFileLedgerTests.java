package io.eventstatistics.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of a small log that is cut off at every byte, or has a flipped bit at every
 * byte: they are those of whole entries, and an entry that is missing is counted or
 * logged. Each entry has one batch, whose values are a power of two, so the sum says
 * which entries count.
 */
@ExtendWith(OutputCaptureExtension.class)
class DamagedFileLedgerTests {

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

	private static final int ENTRIES = 5;

	private static final int ALL = (1 << ENTRIES) - 1;

	/** Events of a batch. */
	private static final int BATCH = 4;

	private static final int HEADER = 40;

	@TempDir
	private Path directory = Path.of("");

	private byte[] bytes = {};

	@BeforeEach
	void write() throws IOException {
		EntryEncoder encoder = new EntryEncoder(7);
		try (FileLog log = open(); LogAppender appender = log.openAppender(0)) {
			for (int i = 0; i < ENTRIES; i++) {
				EventBatch batch = new EventBatch(BATCH);
				for (int j = 0; j < BATCH; j++) {
					batch.add(NOW.minusSeconds(j), 1 << i);
				}
				IdempotencyKey key = (i % 2 == 0) ? new IdempotencyKey("key " + i, i) : null;
				appender.append(encoder.encode(i, NOW, List.of(pending(batch, key))), NOW);
			}
		}
		this.bytes = Files.readAllBytes(segment(1));
	}

	@Test
	void aTruncationLeavesTheFiguresOfTheEntriesBeforeIt() throws IOException {
		Set<Integer> seen = new HashSet<>();
		int before = 0;
		for (int length = 0; length <= this.bytes.length; length++) {
			Window window = read(Arrays.copyOf(this.bytes, length));
			assertThat(window.counting()).as("length %d", length)
				.isGreaterThanOrEqualTo(before)
				.isIn(0, 1, 3, 7, 15, 31);
			assertThat(window.skipped()).as("length %d", length).isZero();
			before = window.counting();
			seen.add(before);
		}
		assertThat(seen).hasSize(ENTRIES + 1);
	}

	@Test
	void aFlippedBitCostsOneEntryAtMostWhichIsCountedOrLogged(CapturedOutput output) throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Set<Integer> seen = new HashSet<>();
		for (int i = 0; i < this.bytes.length; i++) {
			byte[] damaged = this.bytes.clone();
			damaged[i] ^= (byte) (1 << random.nextInt(8));
			int logged = output.getAll().length();
			Window window = read(damaged);
			int missing = ALL - window.counting();
			assertThat(Integer.bitCount(missing)).as("seed %d byte %d", seed, i).isEqualTo((i < HEADER) ? 0 : 1);
			boolean last = missing == 1 << ENTRIES - 1;
			assertThat(window.skipped()).as("seed %d byte %d", seed, i).isEqualTo((i < HEADER || last) ? 0 : 1);
			String said = output.getAll().substring(logged);
			assertThat(said.contains("bytes off")).as("seed %d byte %d", seed, i).isEqualTo(last);
			assertThat(said.contains("Ignored entry")).as("seed %d byte %d", seed, i).isEqualTo(missing > 0 && !last);
			seen.add(missing);
		}
		assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 4, 8, 16);
	}

	/** Reads the log as a start does. */
	private Window read(byte[] content) throws IOException {
		Files.deleteIfExists(segment(2));
		Files.write(segment(1), content);
		EventService service = new EventService(() -> NOW, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		TimeBounds bounds = new TimeBounds(service, () -> NOW);
		try (FileLog log = open(); LogReader reader = log.openReader()) {
			Applier applier = new Applier(service, () -> NOW, bounds, new Appenders(log, () -> NOW));
			Positions position = Positions.NONE;
			List<LogEntry> entries = reader.read(position, Duration.ZERO);
			while (!entries.isEmpty()) {
				entries.forEach(applier::apply);
				position = position.after(entries.get(entries.size() - 1));
				entries = reader.read(position, Duration.ZERO);
			}
			var figures = service.statistics();
			double sum = (figures.count() > 0) ? figures.count() * figures.mean() : 0;
			assertThat(figures.count() % BATCH).isZero();
			return new Window((int) sum / BATCH, applier.skipped());
		}
	}

	private static PendingAppend pending(EventBatch batch, @Nullable IdempotencyKey key) {
		return new PendingAppend(Replica.receipt(), batch, key);
	}

	private Path segment(int number) {
		return this.directory.resolve("%020d.log".formatted(number));
	}

	private FileLog open() {
		return FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE);
	}

	/**
	 * What a start has made of a log.
	 *
	 * @param counting a bit for each entry that counts
	 * @param skipped entries that were counted as damaged
	 */
	private record Window(int counting, long skipped) {

	}

}
