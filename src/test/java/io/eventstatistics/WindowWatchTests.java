package io.eventstatistics;

import java.time.Duration;
import java.time.Instant;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.testing.MutableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WindowWatchTests {

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00Z"));

	private final EventService service = new EventService(this.clock, Duration.ofHours(1), Duration.ofMinutes(10),
			Long.MAX_VALUE, Long.MAX_VALUE, 10, 1);

	private final WindowWatch watch = new WindowWatch(this.service);

	@Test
	void warnsOfLateEventsOnce(CapturedOutput output) {
		for (int i = 0; i < 37; i++) {
			record(Duration.ofHours(6).minusSeconds(i), null);
		}
		record(Duration.ofMinutes(1), null);
		this.watch.look();
		assertThat(output).contains("37 events of the last minute were older than the window, the oldest by 5 h 0 min");
		record(Duration.ofMinutes(61).plusSeconds(5), null);
		this.watch.look();
		assertThat(output).contains("1 event of the last minute was older than the window, the oldest by 1 min 5 s");
		int length = output.length();
		this.watch.look();
		assertThat(output.length()).isEqualTo(length);
	}

	@Test
	void warnsOfSeriesFromEightyPercentOn(CapturedOutput output) {
		for (int i = 0; i < 7; i++) {
			record(Duration.ZERO, "s" + i);
		}
		this.watch.look();
		assertThat(output).doesNotContain("series hold events");
		record(Duration.ZERO, "s7");
		this.watch.look();
		assertThat(output).contains("8 of at most 10 series hold events");
	}

	private void record(Duration age, @Nullable String series) {
		EventBatch batch = new EventBatch(1);
		batch.add(this.clock.instant().minus(age), 1, series);
		this.service.record(batch, null);
	}

}
