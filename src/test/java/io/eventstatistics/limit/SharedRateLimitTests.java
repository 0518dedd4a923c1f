package io.eventstatistics.limit;

import java.time.Instant;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One limit over all replicas that share a window.
 */
@Timeout(120)
class SharedRateLimitTests {

	@Test
	void replicasShareTheLimit() throws Exception {
		try (RedisProcess redis = new RedisProcess("no");
				ConfigurableApplicationContext one = start(redis.port());
				ConfigurableApplicationContext other = start(redis.port())) {
			Http first = new Http(port(one));
			Http second = new Http(port(other));
			assertThat(post(first, 2_000).status()).isEqualTo(201);
			Response rest = post(second, 3_000);
			assertThat(rest.status()).isEqualTo(201);
			assertThat(rest.header("RateLimit")).matches("\"events\";r=\\d{1,2};t=\\d+");
			Response refused = post(first, 1_000);
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.header("Retry-After")).isNotEmpty();
			Long ttl = redis.ask((commands) -> commands.pttl("event-statistics:limit:127.0.0.1"));
			assertThat(ttl).as("it expires").isPositive();
			redis.kill();
			Response unreachable = post(first, 1);
			assertThat(unreachable.status()).isEqualTo(503);
			assertThat(unreachable.header("Retry-After")).isEqualTo("1");
			redis.restart();
			long end = System.nanoTime() + 60_000_000_000L;
			int status = 0;
			while (status != 201 && System.nanoTime() < end) {
				status = post(first, 1).status();
				Thread.sleep(50);
			}
			assertThat(status).as("it connects anew").isEqualTo(201);
		}
	}

	private static Response post(Http http, int events) {
		return http.send("POST", "/events",
				"{\"timestamp\": \"%s\", \"value\": 1}\n".formatted(Instant.now()).repeat(events), "Content-Type",
				"application/x-ndjson");
	}

	private static ConfigurableApplicationContext start(int redisPort) {
		return SpringApplication.run(EventStatisticsApplication.class, "--server.port=0",
				"--event-statistics.ledger.type=redis", "--spring.data.redis.port=" + redisPort,
				"--event-statistics.rate-limit.events-per-second=10", "--event-statistics.rate-limit.burst=5000");
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
