package io.eventstatistics.limit;

import io.lettuce.core.RedisClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures the rate limit; without a limit in the settings it defines no beans.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(RateLimitProperties.RATE)
public class RateLimitConfiguration {

	/**
	 * Replicas that share a window share the buckets in the same Redis; otherwise each
	 * replica has its own.
	 */
	@Bean
	Buckets buckets(RateLimitProperties limit, RateLimitScope scope, ObjectProvider<LettuceConnectionFactory> redis) {
		LettuceConnectionFactory shared = redis.getIfAvailable();
		return (shared == null) ? new LocalBuckets(limit)
				: new SharedBuckets((RedisClient) shared.getRequiredNativeClient(), scope.sharedPrefix(), limit);
	}

	@Bean
	RateLimiter rateLimiter(RateLimitProperties limit, Buckets buckets) {
		return new RateLimiter(limit, buckets);
	}

	@Bean
	WebMvcConfigurer rateLimited(RateLimiter limiter, RateLimitScope scope) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(limiter).addPathPatterns(scope.paths());
			}

		};
	}

}
