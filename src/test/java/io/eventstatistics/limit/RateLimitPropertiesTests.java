package io.eventstatistics.limit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitPropertiesTests {

	@Test
	void burstIsTenSecondsByDefault() {
		RateLimitProperties limit = new RateLimitProperties(300L, null);
		assertThat(limit.capacity()).isEqualTo(3000);
		assertThat(limit.refillTime()).isEqualTo(Duration.ofSeconds(10));
		assertThat(new RateLimitProperties(300L, 301L).refillTime()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void withoutARateThereIsNoLimitToSpeakOf() {
		assertThat(new RateLimitProperties(null, null).rate()).isEqualTo(1_000_000_000);
	}

	@ParameterizedTest
	@CsvSource({ "0, , events-per-second must be from 1 to 1000000000 but is 0", "1000000001, , events-per-second",
			"1, 0, burst must be from 1 to", "1, 1000000000001, burst", ", 5, burst is for a limit" })
	void settingsOutOfRangeAreRefused(@Nullable Long rate, @Nullable Long burst, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimitProperties(rate, burst))
			.withMessageContaining("event-statistics.rate-limit." + message);
	}

	@Test
	void memoryOfClientsIsBounded() {
		LocalBuckets buckets = new LocalBuckets(new RateLimitProperties(1L, 1_000_000L));
		for (int i = 0; i < 30_000; i++) {
			buckets.of("client-" + i);
		}
		assertThat(buckets.clients()).isLessThanOrEqualTo(10_000);
	}

}
