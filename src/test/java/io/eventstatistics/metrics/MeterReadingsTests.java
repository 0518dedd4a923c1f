package io.eventstatistics.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.EventService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterReadingsTests {

	/** Counts snapshots: the service reads its clock once for each. */
	private final AtomicInteger looks = new AtomicInteger();

	private final MeterReadings readings = new MeterReadings(new EventService(() -> {
		this.looks.incrementAndGet();
		return Instant.EPOCH;
	}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE));

	@Test
	void scrapeLooksOnce() {
		List<MeterReadings.Reader> readers = new ArrayList<>();
		for (int i = 0; i < 14; i++) {
			readers.add(this.readings.reader());
		}
		int before = this.looks.get();
		var first = readers.get(0).read();
		readers.subList(1, 14).forEach((reader) -> assertThat(reader.read()).isSameAs(first));
		assertThat(this.looks.get() - before).isOne();
		readers.forEach(MeterReadings.Reader::read);
		assertThat(this.looks.get() - before).isEqualTo(2);
	}

}
