package io.eventstatistics.event;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventBatchTests {

	@Test
	void growsAsEventsCome() {
		EventBatch batch = new EventBatch(1);
		for (int i = 0; i < 100; i++) {
			batch.add(1_000L * i, i);
		}
		assertThat(batch.size()).isEqualTo(100);
		for (int i = 0; i < 100; i++) {
			assertThat(batch.timestamp(i)).isEqualTo(Instant.ofEpochSecond(0, 1_000L * i));
			assertThat(batch.value(i)).isEqualTo(i);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "2026-11-23T14:30:00.123456789Z",
			"1677-09-21T00:12:45Z", "2262-04-11T23:47:15.999999999Z" })
	void keepsNanoseconds(Instant timestamp) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, 1);
		assertThat(batch.timestamp(0)).isEqualTo(timestamp);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2262-04-11T23:47:16Z", "9999-12-31T23:59:59.5Z" })
	void remembersWhatIsTooLateForALong(Instant timestamp) {
		EventBatch batch = new EventBatch(2);
		batch.add(1L, 1);
		batch.add(timestamp, 1);
		assertThat(batch.timestamp(1)).isEqualTo(timestamp);
		assertThat(batch.timestampNanos(1)).isEqualTo(Long.MAX_VALUE);
		assertThat(batch.latestTimestamp()).isEqualTo(timestamp);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000-01-01T00:00:00Z", "1677-09-21T00:12:43Z" })
	void takesWhatIsTooEarlyForALongAsTheEarliest(Instant timestamp) {
		EventBatch batch = new EventBatch(1);
		batch.add(timestamp, 1);
		assertThat(batch.timestampNanos(0)).isEqualTo(Long.MIN_VALUE);
	}

	@Test
	void knowsTheLatest() {
		EventBatch batch = new EventBatch(4);
		for (long timestamp : new long[] { 5, 9, 9, -3 }) {
			batch.add(timestamp, 0);
		}
		assertThat(batch.latest()).isEqualTo(9);
	}

	@Test
	void namesThatAreNoneAreRefused() {
		EventBatch batch = new EventBatch(1);
		for (String name : List.of("", ".a", "a b", "a/b", "x".repeat(SeriesName.MAX_LENGTH + 1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> batch.add(1L, 1, name));
			assertThatIllegalArgumentException().isThrownBy(() -> batch.nameUnnamed(name));
		}
		assertThat(batch.size()).isZero();
		assertThat(batch.seriesNames()).isEmpty();
	}

	@Test
	void partsKeepTheirSeries() {
		EventBatch batch = new EventBatch(1);
		batch.add(1L, 1, "a");
		batch.add(2L, 2);
		batch.add(3L, 3, "b");
		EventBatch part = batch.between(2, 3);
		assertThat(part.series(0)).isNull();
		assertThat(part.series(1)).isEqualTo("b");
		assertThat(part.seriesNames()).containsExactly("b");
		batch.clear();
		batch.add(1L, 1);
		assertThat(batch.series(0)).isNull();
	}

}
