package io.eventstatistics.ledger.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.eventstatistics.ledger.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries that are removed from a stream when they have expired, and too early.
 */
class RemovalWatchTests {

	private static final long KEPT = 100_000;

	private final RemovalWatch watch = new RemovalWatch();

	private final List<Position> stream = new ArrayList<>();

	private long now = 1_000_000;

	private long added = 1000;

	private Position maxDeleted = Position.NONE;

	@Test
	void trimmingInTimeIsNoLoss() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int i = 0; i < 5000; i++) {
			append(random.nextInt(1, 200));
			if (random.nextInt(10) == 0) {
				this.stream.subList(0, random.nextInt(over() + 1)).clear();
			}
			if (random.nextInt(5) == 0) {
				assertThat(isIntact()).as("seed %d step %d", seed, i).isTrue();
			}
		}
		this.now += 10 * KEPT;
		this.stream.clear();
		assertThat(isIntact()).isTrue();
	}

	@Test
	void aReplicaThatStartsLateTakesTheRestForTheWhole() {
		for (int i = 0; i < 1000; i++) {
			this.stream.add(next(150));
		}
		this.stream.subList(0, over() / 2).clear();
		this.stream.forEach(this.watch::applied);
		assertThat(isIntact()).isTrue();
		this.stream.subList(0, over()).clear();
		assertThat(isIntact()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 25, 48, 49 })
	void everyEntryOfAYoungStreamThatIsDeletedIsMissed(int index) {
		for (int i = 0; i < 50; i++) {
			append(10);
		}
		assertThat(isIntact()).isTrue();
		this.maxDeleted = this.stream.remove(index);
		assertThat(isIntact()).isFalse();
		assertThat(isIntact()).isFalse();
		this.watch.reset();
		this.stream.forEach(this.watch::applied);
		assertThat(isIntact()).isTrue();
	}

	@Test
	void anEntryBelowOneThatWasDeletedBeforeIsMissed() {
		for (int i = 0; i < 50; i++) {
			append(10);
		}
		this.maxDeleted = this.stream.remove(40);
		assertThat(isIntact()).isTrue();
		this.stream.remove(30);
		assertThat(isIntact()).isFalse();
	}

	@Test
	void theBeginningOfAnOldStreamIsMissed() {
		for (int i = 0; i < 5000; i++) {
			append(50);
		}
		this.stream.subList(0, over()).clear();
		assertThat(isIntact()).isTrue();
		this.stream.subList(0, 50).clear();
		assertThat(isIntact()).isFalse();
	}

	@Test
	void aNewStreamIsNoticed() {
		append(10);
		assertThat(isIntact()).isTrue();
		this.added = 0;
		assertThat(isIntact()).isFalse();
	}

	@Test
	void beforeRedisSevenNewEntriesHideMissingOnes() {
		for (int i = 0; i < 500; i++) {
			append(50);
		}
		this.added = Long.MIN_VALUE;
		assertThat(isIntact()).isTrue();
		this.stream.remove(250);
		assertThat(isIntact()).isFalse();
		this.stream.add(next(50));
		assertThat(isIntact()).isTrue();
		this.stream.subList(0, 100).clear();
		assertThat(isIntact()).isFalse();
		this.stream.clear();
		assertThat(isIntact()).isFalse();
	}

	private void append(int millis) {
		Position id = next(millis);
		this.stream.add(id);
		this.watch.applied(id);
		this.watch.applied(id);
	}

	private Position next(int millis) {
		this.now += millis;
		this.added++;
		return new Position(this.now, 0);
	}

	/** How many entries may be trimmed. */
	private int over() {
		return (int) this.stream.stream().filter((id) -> id.high() < this.now - KEPT).count();
	}

	private boolean isIntact() {
		Position first = this.stream.isEmpty() ? Position.NONE : this.stream.get(0);
		return this.watch.isIntact(
				new StreamState(first, this.stream.size(), Math.max(-1, this.added), this.maxDeleted), this.now - KEPT);
	}

}
