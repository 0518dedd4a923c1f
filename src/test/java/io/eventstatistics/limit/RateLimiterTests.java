package io.eventstatistics.limit;

import java.util.Map;

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

class RateLimiterTests {

	private final RateLimitProperties limit = new Binder(
			new MapConfigurationPropertySource(Map.of("limit.events-per-second", "1", "limit.burst", "5")))
		.bindOrCreate("limit", RateLimitProperties.class);

	private final LocalBuckets buckets = new LocalBuckets(this.limit);

	private final RateLimiter limiter = new RateLimiter(this.limit, this.buckets);

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

	private void take(String user, int events) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setUserPrincipal(() -> user);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, new MockHttpServletResponse()));
		this.limiter.take(events);
	}

}
