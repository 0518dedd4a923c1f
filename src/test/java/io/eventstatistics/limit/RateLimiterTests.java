package io.eventstatistics.limit;

import java.util.Map;

import io.lettuce.core.RedisCommandTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RateLimiterTests {

	private final RateLimitProperties limit = new Binder(
			new MapConfigurationPropertySource(Map.of("limit.events-per-second", "1", "limit.burst", "5")))
		.bindOrCreate("limit", RateLimitProperties.class);

	private final LocalBuckets buckets = new LocalBuckets(this.limit);

	private final RateLimiter limiter = new RateLimiter(this.limit, (client) -> {
		if (this.failure != null) {
			throw this.failure;
		}
		return this.buckets.of(client);
	});

	private @Nullable RuntimeException failure;

	@AfterEach
	void leave() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void clientsOfOneAddressAreToldApartByTheirTokens() {
		take("one", 5);
		take("other", 5);
		assertThat(this.buckets.clients()).isEqualTo(2);
		assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> take("one", 5));
	}

	@Test
	void onlyAnOutageOfTheSharedLimitIsOne() {
		this.failure = new RedisCommandTimeoutException("slow");
		assertThatExceptionOfType(RateLimitException.class).isThrownBy(() -> take("one", 1))
			.withMessageContaining("the shared rate limit is unreachable");
		this.failure = new IllegalStateException("a fault");
		assertThatIllegalStateException().isThrownBy(() -> take("one", 1)).withMessage("a fault");
	}

	private void take(String user, int events) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal(() -> user);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, new MockHttpServletResponse()));
		this.limiter.charge(events);
	}

}
