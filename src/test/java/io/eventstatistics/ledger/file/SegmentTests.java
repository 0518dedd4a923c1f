package io.eventstatistics.ledger.file;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A segment that is read while it is appended to.
 */
@Timeout(60)
class SegmentTests {

	private static final int ENTRIES = 2_000_000;

	@Test
	void readingDoesNotSetTheEndBack() {
		Segment segment = new Segment(1, Path.of("segment"), 0, 0, 0);
		CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
			for (int i = 0; segment.end() < ENTRIES; i++) {
				segment.hasRead(i);
			}
		});
		for (int i = 1; i <= ENTRIES; i++) {
			segment.extend(i, i);
			assertThat(segment.end()).isEqualTo(i);
		}
		reading.join();
		assertThat(segment.lastMillis()).isGreaterThanOrEqualTo(ENTRIES);
	}

}
