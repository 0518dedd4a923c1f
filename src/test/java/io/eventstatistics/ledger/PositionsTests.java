package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PositionsTests {

	@Test
	void partitionsAreComparedOneByOne() {
		Positions one = Positions.NONE.after(entry(0, 5)).after(entry(2, 7));
		Positions other = Positions.of(new Position(0, 4), Position.NONE, new Position(0, 8));
		assertThat(one.reach(other)).as("behind in partition 2").isFalse();
		assertThat(other.reach(one)).as("behind in partition 0").isFalse();
		assertThat(one.after(entry(2, 8)).reach(other)).isTrue();
		assertThat(one.after(entry(9, 1)).reach(one)).isTrue();
		assertThat(one.reach(one.after(entry(9, 1)))).isFalse();
		assertThat(one.in(2)).isEqualTo(new Position(0, 7));
		assertThat(one.in(1)).isEqualTo(one.in(9)).isEqualTo(Position.NONE);
		assertThat(one).hasToString("[0-5, 0-0, 0-7]");
	}

	@Test
	void missingPartitionsAreAtTheirBeginning() {
		Positions padded = Positions.of(new Position(1, 2), Position.NONE, Position.NONE);
		assertThat(padded).isEqualTo(Positions.of(new Position(1, 2)))
			.hasSameHashCodeAs(Positions.of(new Position(1, 2)));
		assertThat(Positions.of(Position.NONE, Position.NONE)).isEqualTo(Positions.NONE)
			.hasSameHashCodeAs(Positions.NONE);
		assertThat(Positions.of(new Position(1, 2))).hasToString("1-2").isNotEqualTo(padded.after(entry(1, 1)));
	}

	@Test
	void theOrderBetweenPartitionsDoesNotMatter() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Positions byTime = Positions.NONE;
		int[] offsets = new int[5];
		for (int i = 0; i < 100; i++) {
			int partition = random.nextInt(offsets.length);
			Positions before = byTime;
			byTime = byTime.after(entry(partition, ++offsets[partition]));
			assertThat(byTime.reach(before)).as("seed %d", seed).isTrue();
			assertThat(before.reach(byTime)).as("seed %d", seed).isFalse();
		}
		Positions byPartition = Positions.NONE;
		for (int partition = 0; partition < offsets.length; partition++) {
			for (int offset = 1; offset <= offsets[partition]; offset++) {
				byPartition = byPartition.after(entry(partition, offset));
			}
		}
		assertThat(byPartition).as("seed %d", seed).isEqualTo(byTime).hasSameHashCodeAs(byTime);
	}

	private static LogEntry entry(int partition, long offset) {
		return new LogEntry(partition, new Position(0, offset), Instant.EPOCH, new byte[0]);
	}

}
