package io.eventstatistics.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import io.eventstatistics.window.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A ledger in a directory, over restarts, whose clock moves.
 */
@Timeout(60)
class FileLedgerTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	@TempDir
	private Path directory = Path.of("");

	private Instant now = Instant.parse("2026-11-23T12:00:00Z");

	private Replica replica = unstarted();

	@AfterEach
	void stop() {
		this.replica.close();
	}

	@Test
	void aRestartAfterAWhileKnowsWhatHasNotLeft() {
		start();
		for (int i = 0; i < 60; i++) {
			record(i, null);
			this.now = this.now.plusSeconds(60);
		}
		record(60, KEY);
		restart();
		assertThat(this.replica.count()).isEqualTo(61);
		this.now = this.now.plus(Duration.ofMinutes(20));
		restart();
		assertThat(this.replica.statistics()).isEqualTo(new Statistics(41, 20, 60, 40));
		assertThat(record(60, KEY).replayed()).isTrue();
		this.now = this.now.plus(Duration.ofMinutes(40));
		restart();
		assertThat(this.replica.count()).isOne();
		assertThat(record(60, KEY).replayed()).isTrue();
		this.now = this.now.plusNanos(1);
		restart();
		assertThat(this.replica.count()).isZero();
		assertThat(record(60, KEY).replayed()).isFalse();
	}

	@Test
	void aRestartAfterTheClockWasSetBackKnowsAll() {
		start();
		record(1, KEY);
		this.now = this.now.minus(Duration.ofHours(2));
		record(2, null);
		assertThat(this.replica.count()).isEqualTo(2);
		restart();
		assertThat(this.replica.count()).isEqualTo(2);
		assertThat(this.replica.ledger.eventsIgnored()).isZero();
		assertThat(record(1, KEY).replayed()).isTrue();
		this.now = this.now.minus(Duration.ofDays(400));
		restart();
		assertThat(this.replica.count()).isEqualTo(2);
		assertThat(record(1, KEY).replayed()).isTrue();
		record(3, null);
		restart();
		assertThat(this.replica.count()).isEqualTo(3);
	}

	@Test
	void whatIsLongPastTakesNoDisk() throws IOException {
		start();
		EventBatch past = new EventBatch(1);
		past.add(this.now.minus(HOUR).minusSeconds(61), 1);
		this.replica.ledger.record(past, null);
		assertThat(Files.size(segment())).isEqualTo(40);
		record(1, null);
		assertThat(Files.size(segment())).isBetween(80L, 120L);
	}

	@Test
	void anEntryThatIsDamagedInPlaceCostsItsEvents() throws IOException {
		start();
		for (int i = 1; i <= 4; i++) {
			record(i, null);
		}
		this.replica.close();
		byte[] bytes = Files.readAllBytes(segment());
		bytes[bytes.length / 2] ^= 1;
		Files.write(segment(), bytes);
		start();
		assertThat(this.replica.count()).isEqualTo(3);
		assertThat(this.replica.ledger.entriesSkipped()).isOne();
		assertThat(this.replica.ledger.rebuilds()).isZero();
	}

	@Test
	void aSegmentThatIsCutOffIsAFailureForGood() throws IOException {
		start();
		record(1, null);
		Files.write(segment(), new byte[0]);
		Replica.await(() -> !this.replica.ledger.refusals().isEmpty());
		assertThat(this.replica.ledger.refusals()).singleElement().asString().contains("deleted or truncated");
		assertThat(this.replica.readiness).contains(ReadinessState.REFUSING_TRAFFIC)
			.doesNotContain(ReadinessState.ACCEPTING_TRAFFIC);
		assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> record(2, null))
			.withMessageContaining("has failed");
		assertThat(this.replica.count()).isOne();
		assertThat(this.replica.ledger.isComplete()).isTrue();
	}

	@Test
	void aSegmentThatIsDeletedBeforeItsReplayIsMissed() throws IOException {
		start();
		record(1, null);
		this.replica.close();
		Files.write(this.directory.resolve("00000000000000000002.log"), new byte[50]);
		FileLog log = FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE);
		Files.delete(segment());
		this.replica = new Replica(log, () -> this.now, HOUR, 1_000_000, log::close).caughtUp();
		record(2, null);
		assertThat(this.replica.statistics()).isEqualTo(new Statistics(1, 2, 2, 2));
	}

	/** The event ahead counts until its time is over, as it would without a restart. */
	@Test
	void aRestartAfterTheClockWasYearsAheadGoesOn() {
		IdempotencyKey another = new IdempotencyKey("another key", 2);
		start();
		this.now = this.now.plus(Duration.ofDays(3650));
		record(2, KEY);
		this.now = this.now.minus(Duration.ofDays(3650));
		restart();
		record(3, another);
		restart();
		assertThat(record(3, another).replayed()).isTrue();
		assertThat(this.replica.statistics()).isEqualTo(new Statistics(2, 2, 3, 2.5));
		this.now = this.now.plus(Duration.ofMinutes(61));
		restart();
		assertThat(record(3, another).replayed()).isFalse();
	}

	private Receipt record(double value, @Nullable IdempotencyKey key) {
		EventBatch batch = new EventBatch(1);
		batch.add(this.now, value);
		return this.replica.ledger.record(batch, key);
	}

	private Path segment() {
		return this.directory.resolve("00000000000000000001.log");
	}

	private void restart() {
		this.replica.close();
		start();
	}

	private void start() {
		FileLog log = FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE);
		this.replica = new Replica(log, () -> this.now, HOUR, 1_000_000, log::close).caughtUp();
	}

	private static Replica unstarted() {
		return new Replica(new UnreachableLog(), Instant::now, HOUR, 1_000_000, () -> List.of().clear());
	}

}
