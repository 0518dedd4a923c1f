package io.eventstatistics.ingest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IngestPropertiesTests {

	@ParameterizedTest
	@CsvSource({ "100, 1023B, max-body must be from 1KB", "100, 1025MB, max-body must be from 1KB",
			"0, 1MB, max-batch-events must be from 1", "10000001, 1MB, max-batch-events must be from 1" })
	void limitsAreChecked(int events, DataSize body, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new IngestProperties(events, body, 1))
			.withMessageContaining("event-statistics.ingest." + message);
		assertThatIllegalArgumentException().isThrownBy(() -> new IngestProperties(1, DataSize.ofKilobytes(1), 0))
			.withMessageContaining("event-statistics.ingest.max-concurrent");
	}

	@Test
	void concurrencyIsAsSetOrTwiceTheCores() {
		assertThat(new IngestProperties(1, DataSize.ofKilobytes(1), 3).concurrency()).isEqualTo(3);
		assertThat(new IngestProperties(1, DataSize.ofKilobytes(1), null).concurrency())
			.isEqualTo(2 * Runtime.getRuntime().availableProcessors());
	}

}
