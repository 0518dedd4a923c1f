package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ledger.redis.RedisClock;
import io.eventstatistics.ledger.redis.RedisLog;
import io.eventstatistics.testing.RedisProcess;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.AfterEach;

class RedisLogContractTests extends LogContract {

	private final RedisProcess redis = new RedisProcess("always");

	private final RedisClient client = RedisClient.create(RedisURI.builder()
		.withHost("127.0.0.1")
		.withPort(this.redis.port())
		.withTimeout(Duration.ofSeconds(2))
		.build());

	RedisLogContractTests() {
		this.client.setOptions(ClientOptions.builder().autoReconnect(false).build());
	}

	@AfterEach
	void close() {
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
		this.redis.close();
	}

	@Override
	Log restart() {
		return new RedisLog(this.client, "test", new RedisClock(InstantSource.system(), System::nanoTime));
	}

	@Override
	Log another(Log log) {
		return restart();
	}

	@Override
	void stop() {
	}

	@Override
	void loseLastEntry() {
		this.redis.ask((commands) -> commands.xdel("test",
				commands.xrevrange("test", Range.unbounded(), Limit.from(1)).get(0).getId()));
	}

}
