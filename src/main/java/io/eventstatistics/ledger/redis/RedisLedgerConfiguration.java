package io.eventstatistics.ledger.redis;

import java.time.InstantSource;

import io.eventstatistics.ledger.LedgerBeans;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.ledger.Log;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.Assert;

/**
 * Configures the ledger in Redis. Without it, no bean of Redis exists.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = LedgerProperties.TYPE, havingValue = "redis")
@Import({ DataRedisAutoConfiguration.class, LedgerBeans.class })
public class RedisLedgerConfiguration {

	@Bean
	@Primary
	RedisClock redisClock() {
		return new RedisClock(InstantSource.system(), System::nanoTime);
	}

	/** Commands fail at once without a connection. */
	@Bean
	LettuceClientOptionsBuilderCustomizer noCommandWaitsForAConnection() {
		return (options) -> options.autoReconnect(false).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

	@Bean
	Log redisLog(LettuceConnectionFactory redis, LedgerProperties properties, RedisClock clock) {
		Assert.state(redis.getRequiredNativeClient() instanceof RedisClient,
				"a stream is one key: the ledger takes no Redis Cluster");
		return new RedisLog((RedisClient) redis.getRequiredNativeClient(), properties.name(), clock);
	}

}
