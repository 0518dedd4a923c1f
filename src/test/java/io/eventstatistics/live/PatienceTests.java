package io.eventstatistics.live;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTests {

	@ParameterizedTest
	@CsvSource({ "0, 10000", "249, 10000", "250, 5000", "274, 5000", "275, 2500", "375, 156", "499, 9", "600, 9" })
	void timeIsHalvedForEachTwentiethPastHalfOfThePlaces(int taken, long millis) {
		assertThat(Patience.millis(taken, 500, 10_000)).isEqualTo(millis);
	}

	@Test
	void wherePlacesAreNotBoundedNobodyWaitsForThem() {
		assertThat(Patience.millis(100_000, -1, 10_000)).isEqualTo(10_000);
	}

	@ParameterizedTest
	@CsvSource({ "250, 500, false", "251, 500, true", "1, 2, false", "250, -1, false", "251, -1, true" })
	void placesRunShortPastHalfOfThem(int taken, int places, boolean isShort) {
		assertThat(Patience.runsShort(taken, places)).isEqualTo(isShort);
	}

	@Test
	void fewPlacesAndShortTimesStayPositiveAndOnlyShrink() {
		for (int places : new int[] { 1, 2, 3, 10 }) {
			long before = 500;
			for (int taken = 0; taken < 3 * places; taken++) {
				long millis = Patience.millis(taken, places, 500);
				assertThat(millis).isBetween(1L, before);
				before = millis;
			}
		}
	}

}
