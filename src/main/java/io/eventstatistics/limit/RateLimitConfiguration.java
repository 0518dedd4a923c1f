package io.eventstatistics.limit;

import io.lettuce.core.RedisClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Puts the limit in place where the settings give one; nothing of it is there otherwise.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("event-statistics.rate-limit.events-per-second")
class RateLimitConfiguration {

	/** One limit over all replicas that share a window, by way of the same Redis. */
	@Bean
	@ConditionalOnProperty(name = "event-statistics.ledger.type", havingValue = "redis")
	Buckets sharedBuckets(RateLimitProperties limit, LettuceConnectionFactory redis,
			@Value("${event-statistics.ledger.name:event-statistics}") String name) {
		return new SharedBuckets((RedisClient) redis.getRequiredNativeClient(), name + ":limit:", limit);
	}

	@Bean
	@ConditionalOnMissingBean(Buckets.class)
	Buckets localBuckets(RateLimitProperties limit) {
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
