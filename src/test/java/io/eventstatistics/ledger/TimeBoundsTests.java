package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which times of an entry are accepted.
 */
class TimeBoundsTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final TimeBounds bounds = new TimeBounds(
			new EventService(() -> NOON, Duration.ofHours(1), Duration.ofMinutes(10), 1000, Long.MAX_VALUE),
			() -> NOON);

	@Test
	void anEntrysOwnTimeIsBelievedUnlessItIsLaterThanTheLogs() {
		assertThat(this.bounds.timeOf(NOON, entry(NOON.minusSeconds(7200)))).isEqualTo(NOON.minusSeconds(7200));
		assertThat(this.bounds.timeOf(NOON, entry(NOON.plusSeconds(59)))).isEqualTo(NOON.plusSeconds(59));
		assertThat(this.bounds.timeOf(NOON, entry(NOON.plusSeconds(60)))).isEqualTo(NOON);
		assertThat(this.bounds.timeOf(NOON, entry(null))).isEqualTo(NOON);
		assertThat(this.bounds.timeOf(Instant.ofEpochMilli(Long.MAX_VALUE), entry(null)))
			.isEqualTo("2200-01-01T00:00:00Z");
	}

	@Test
	void aTimeOfAcceptanceIsBelievedIfItIsNearTheAppend() {
		assertThat(TimeBounds.acceptance(NOON.minusSeconds(5), NOON)).isEqualTo(NOON.minusSeconds(5));
		assertThat(TimeBounds.acceptance(NOON.plusSeconds(60), NOON)).isEqualTo(NOON);
		assertThat(TimeBounds.acceptance(NOON.minus(Duration.ofDays(1)), NOON)).isEqualTo(NOON);
	}

	@Test
	void entriesAreKeptForWindowSkewAndAMinute() {
		assertThat(this.bounds.firstKept()).isEqualTo(NOON.minus(Duration.ofMinutes(71)));
	}

	private static Entry entry(@Nullable Instant appendedAt) {
		return new Entry(1, 1, appendedAt, new EventBatch(1), List.of());
	}

}
