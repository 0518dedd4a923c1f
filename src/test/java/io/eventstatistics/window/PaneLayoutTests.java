package io.eventstatistics.window;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PaneLayoutTests {

	@ParameterizedTest
	@CsvSource({ "PT1H, PT10M, PT1S", "PT1H, PT0S, PT1S", "PT5M, PT0S, PT0.1S", "PT1S, PT0S, PT0.0005S",
			"PT1S, PT10M, PT0.1S", "PT15M, PT10M, PT0.5S", "P7D, PT10M, PT168S", "PT2H, PT10M, PT2S",
			"PT1H1M, PT0S, PT2S", "PT0.000003600S, PT0S, PT0.000000001S", "PT0.000000001S, PT0S, PT0.000000001S",
			"PT6M, PT0S, PT0.1S", "PT0.09S, PT0S, PT0.00005S", "PT36M, PT0S, PT1S" })
	void slotIsAThreeThousandSixHundredthRoundedUpToAFriendlyLength(Duration window, Duration ahead, Duration slot) {
		assertThat(PaneLayout.of(window.toNanos(), ahead.toNanos()).slotNanos()).isEqualTo(slot.toNanos());
	}

	@Test
	void paneIsSixtySlots() {
		assertThat(new PaneLayout(1_000_000_000).paneNanos()).isEqualTo(Duration.ofMinutes(1).toNanos());
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 59_999_999_999L, 60_000_000_000L, -1, -60_000_000_000L, 1_764_000_123_456_789_012L })
	void paneIsAlignedToTheEpoch(long timestamp) {
		Pane pane = new PaneSupply(new PaneLayout(1_000_000_000)).paneAt(timestamp);
		assertThat(pane.covers(timestamp)).isTrue();
		assertThat(pane.end() % 60_000_000_000L).isZero();
		assertThat(pane.covers(pane.end())).isFalse();
		assertThat(pane.covers(pane.end() - 60_000_000_000L - 1)).isFalse();
	}

}
