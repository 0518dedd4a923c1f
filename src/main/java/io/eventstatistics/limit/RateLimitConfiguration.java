package io.eventstatistics.limit;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the limit in place where the settings give one; nothing of it is there otherwise.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("event-statistics.rate-limit.events-per-second")
class RateLimitConfiguration {

	@Bean
	Buckets buckets(RateLimitProperties limit) {
		return new LocalBuckets(limit);
	}

	@Bean
	RateLimiter rateLimiter(RateLimitProperties limit, Buckets buckets) {
		return new RateLimiter(limit, buckets);
	}

	@Bean
	WebMvcConfigurer rateLimited(RateLimiter limiter) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(limiter).addPathPatterns("/event", "/events");
			}

		};
	}

}
