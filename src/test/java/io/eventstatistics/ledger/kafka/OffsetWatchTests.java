package io.eventstatistics.ledger.kafka;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OffsetWatchTests {

	private static final long NOON = 1_795_867_200_000L;

	private final OffsetWatch watch = new OffsetWatch();

	@Test
	void entriesMayBeRemovedOnceTheyAreOld() {
		for (int i = 0; i < 100; i++) {
			read(3, i, NOON + 100 * i);
		}
		assertThat(isIntact(0, NOON)).isTrue();
		assertThat(isIntact(10, NOON + 900)).as("all of the first second").isTrue();
		assertThat(isIntact(20, NOON + 1000)).isTrue();
		assertThat(isIntact(21, NOON + 1000)).as("one of the third").isFalse();
		assertThat(isIntact(100, NOON + 9000)).isTrue();
		assertThat(this.watch.isIntact(4, 7, NOON)).as("nothing was read of it").isTrue();
	}

	@Test
	void timesThatGoBackAreOfTheSecondBefore() {
		read(3, 5, NOON + 5000);
		read(3, 6, NOON);
		read(3, 7, NOON + 6000);
		assertThat(isIntact(5, NOON + 4000)).isTrue();
		assertThat(isIntact(6, NOON + 4000)).isFalse();
		assertThat(isIntact(7, NOON + 5000)).isTrue();
	}

	@Test
	void anotherTopicIsNotTheSame() {
		Uuid topic = Uuid.randomUuid();
		assertThat(this.watch.isSame(topic)).as("nothing was read").isTrue();
		this.watch.reset(topic);
		assertThat(this.watch.isSame(topic)).isTrue();
		assertThat(this.watch.isSame(Uuid.randomUuid())).isFalse();
		read(3, 5, NOON);
		assertThat(this.watch.leaderEpoch(3)).contains(8);
		assertThat(this.watch.leaderEpoch(4)).isEmpty();
		this.watch.lose();
		assertThat(this.watch.isSame(topic)).isFalse();
		this.watch.reset(topic);
		assertThat(this.watch.isSame(topic)).isTrue();
		assertThat(isIntact(6, NOON - 5000)).isTrue();
	}

	private boolean isIntact(long beginning, long firstKept) {
		return this.watch.isIntact(3, beginning, firstKept);
	}

	private void read(int partition, long offset, long millis) {
		this.watch.read(new ConsumerRecord<>("topic", partition, offset, millis, TimestampType.LOG_APPEND_TIME, 0, 0,
				null, new byte[0], new RecordHeaders(), Optional.of(8)));
	}

}
