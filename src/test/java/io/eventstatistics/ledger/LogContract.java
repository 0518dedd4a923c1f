package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.window.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The contract of every log, and of a ledger with any log.
 */
@Timeout(60)
abstract class LogContract extends SeriesLogContract {

	private static final Duration NO_WAIT = Duration.ZERO;

	private static final Duration WAIT = Duration.ofSeconds(20);

	static final IdempotencyKey KEY = new IdempotencyKey("a key", 1);

	/** Removes the last entry, which is that of the key, while no process is open. */
	abstract void loseLastEntry();

	@Test
	void entriesAreReadAsTheyWereAppended() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Log log = restart();
		List<byte[]> appended = new ArrayList<>();
		try (LogAppender appender = log.openAppender(0); LogReader reader = log.openReader()) {
			for (int i = 0; i < 300; i++) {
				byte[] entry = new byte[random.nextInt(1, (i % 100 == 0) ? 3_000_000 : 1000)];
				random.nextBytes(entry);
				appender.append(entry, Instant.now());
				appended.add(entry);
			}
			List<LogEntry> read = readAll(reader, Positions.NONE);
			assertThat(read.stream().map(LogEntry::bytes)).as("seed %d", seed).containsExactlyElementsOf(appended);
			assertThat(after(read.get(299))).isEqualTo(reader.last());
			int from = random.nextInt(300);
			assertThat(readAll(reader, after(read.get(from)))).hasSize(299 - from);
			assertThat(read.get(from).time()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
		}
		stop();
	}

	@Test
	void positionsGrow() {
		Log log = restart();
		try (LogAppender appender = log.openAppender(0); LogReader reader = log.openReader()) {
			assertThat(reader.last()).isEqualTo(Positions.NONE);
			assertThat(reader.read(Positions.NONE, NO_WAIT)).isEmpty();
			Position last = Position.NONE;
			Positions position = Positions.NONE;
			for (int i = 0; i < 20; i++) {
				appender.append(new byte[] { 1 }, Instant.now());
				LogEntry entry = reader.read(position, WAIT).get(0);
				assertThat(entry.position()).isGreaterThan(last);
				last = entry.position();
				assertThat(position.reach(reader.last())).isFalse();
				position = position.after(entry);
				assertThat(position).isEqualTo(reader.last());
				assertThat(reader.read(position, Duration.ofMillis(1))).isEmpty();
				assertThat(reader.isIntact(position, Instant.EPOCH)).isTrue();
			}
		}
		stop();
	}

	@Test
	void nothingIsTrimmedThatWasAppendedLater() {
		Log log = restart();
		Instant before = Instant.now().minusSeconds(1);
		try (LogAppender appender = log.openAppender(0); LogReader reader = log.openReader()) {
			for (int i = 0; i < 300; i++) {
				appender.append(new byte[] { 1 }, Instant.now());
			}
			reader.trim(before);
			List<LogEntry> read = readAll(reader, Positions.NONE);
			assertThat(read).hasSize(300);
			assertThat(reader.isIntact(after(read.get(299)), before)).isTrue();
		}
		stop();
	}

	/** Old entries go from the beginning only, and a reader that had them misses none. */
	@Test
	void whatIsTrimmedIsTheBeginning() {
		Log log = restart();
		Instant later = Instant.now().plusSeconds(3600);
		List<byte[]> appended = new ArrayList<>();
		try (LogAppender appender = log.openAppender(0); LogReader reader = log.openReader()) {
			for (int i = 0; i < 1000; i++) {
				appended.add(new byte[] { (byte) i, (byte) (i >> 8), 1 });
				appender.append(appended.get(i), Instant.now());
			}
			List<LogEntry> before = readAll(reader, Positions.NONE);
			reader.trim(later);
			List<LogEntry> after = readAll(reader, Positions.NONE);
			assertThat(after.stream().map(LogEntry::bytes))
				.containsExactlyElementsOf(appended.subList(1000 - after.size(), 1000));
			assertThat(reader.last()).isEqualTo(after.isEmpty() ? Positions.NONE : after(before.get(999)));
			assertThat(reader.isIntact(after(before.get(0)), later)).isTrue();
			appender.append(new byte[] { 7 }, Instant.now());
			assertThat(readAll(reader, after(before.get(999)))).singleElement()
				.satisfies((entry) -> assertThat(entry.bytes()).containsExactly(7));
		}
		stop();
	}

	@Test
	void aRestartLosesNothing() {
		Replica replica = replica(restart());
		Random random = new Random();
		for (int i = 0; i < 50; i++) {
			replica.record(random.nextGaussian() * Math.pow(10, random.nextInt(300)), null);
		}
		Receipt first = replica.record(1, KEY);
		Statistics statistics = replica.statistics();
		stop(replica);
		Replica next = replica(restart());
		assertThat(next.statistics()).isEqualTo(statistics);
		Receipt repeat = next.record(1, KEY);
		assertThat(repeat.replayed()).isTrue();
		assertThat(repeat.recordedAt()).isEqualTo(first.recordedAt());
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> next.record(1, new IdempotencyKey("a key", 2)));
		assertThat(next.statistics()).isEqualTo(statistics);
		stop(next);
	}

	@Test
	void anAppendWhoseReplyIsLostIsReplayedByItsRetry() {
		Replica replica = replica(new ForgetfulLog(restart()));
		int refused = 0;
		for (int i = 0; i < 30; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + i, i);
			boolean recorded = false;
			while (!recorded) {
				try {
					replica.record(i, key);
					recorded = true;
				}
				catch (RecorderUnavailableException ex) {
					assertThat(ex).hasMessageContaining("with an idempotency key");
					refused++;
				}
			}
		}
		assertThat(replica.count()).isEqualTo(30);
		assertThat(refused).isPositive();
		stop(replica);
		Replica next = replica(restart());
		assertThat(next.count()).isEqualTo(30);
		stop(next);
	}

	@Test
	void entriesThatCannotBeReadAreIgnored() {
		Log log = restart();
		Replica replica = replica(log);
		replica.record(1, null);
		try (LogAppender appender = log.openAppender(KEY.partition(log.partitions()))) {
			byte[] entry = new EntryEncoder(7).encode(1, Instant.now(),
					List.of(new PendingAppend(Replica.receipt(), at(2), KEY)));
			for (int i = 0; i < entry.length; i++) {
				byte[] damaged = entry.clone();
				damaged[i] ^= 0x10;
				appender.append(damaged, Instant.now());
			}
			appender.append(new byte[] { 'f', 'o', 'r', 'e', 'i', 'g', 'n' }, Instant.now());
			appender.append(entry, Instant.now());
			replica.record(4, null);
			Replica.await(() -> replica.ledger.entriesSkipped() == entry.length + 1);
			replica.awaitCount(3);
		}
		assertThat(replica.statistics()).isEqualTo(new Statistics(3, 1, 4, 7.0 / 3));
		stop(replica);
		Replica next = replica(restart());
		assertThat(next.statistics()).isEqualTo(new Statistics(3, 1, 4, 7.0 / 3));
		assertThat(next.record(2, KEY).replayed()).isTrue();
		stop(next);
	}

	@Test
	void aLogThatWasSetBackIsWhatCounts() {
		Replica replica = replica(restart());
		replica.record(1, null);
		replica.record(2, KEY);
		stop(replica);
		loseLastEntry();
		Replica next = replica(restart());
		assertThat(next.count()).isOne();
		assertThat(next.record(2, KEY).replayed()).isFalse();
		assertThat(next.count()).isEqualTo(2);
		stop(next);
	}

	@Test
	void stopsAndStartsAgain() {
		Replica replica = replica(restart());
		replica.record(1, KEY);
		for (int i = 0; i < 3; i++) {
			replica.ledger.stop();
			assertThat(replica.ledger.isRunning()).isFalse();
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(2, null));
			assertThat(replica.ledger.isComplete()).isTrue();
			replica.ledger.start();
			replica.awaitFollowing();
			assertThat(replica.record(1, KEY).replayed()).isTrue();
			replica.record(3, null);
		}
		assertThat(replica.count()).isEqualTo(4);
		assertThat(replica.ledger.rebuilds()).isZero();
		stop(replica);
	}

	private static List<LogEntry> readAll(LogReader reader, Positions after) {
		List<LogEntry> all = new ArrayList<>();
		List<LogEntry> some = reader.read(after, NO_WAIT);
		while (!some.isEmpty()) {
			all.addAll(some);
			some = reader.read(after(some.get(some.size() - 1)), NO_WAIT);
		}
		return all;
	}

	/** In the only partition that has entries. */
	private static Positions after(LogEntry entry) {
		return Positions.NONE.after(entry);
	}

	private static EventBatch at(double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(Instant.now(), value);
		return batch;
	}

}
