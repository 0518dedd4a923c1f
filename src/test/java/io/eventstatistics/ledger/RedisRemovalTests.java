package io.eventstatistics.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.window.Statistics;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replicas whose log is flushed, trimmed and edited by others.
 */
class RedisRemovalTests extends RedisReplicas {

	@Test
	void flushedLogIsRebuiltUnderALivingConnection() {
		Replica replica = replica();
		Replica other = replica();
		replica.record(1, KEY);
		other.awaitCount(1);
		awaitChecks();
		this.redis.ask(RedisCommands::flushall);
		other.record(2, null);
		Replica.await(() -> replica.statistics().equals(new Statistics(1, 2, 2, 2)));
		other.awaitCount(1);
		assertThat(replica.statistics().max()).isEqualTo(2);
		assertThat(replica.ledger.rebuilds()).isOne();
		Replica.await(() -> replica.readiness
			.equals(List.of(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC)));
		assertThat(replica.record(1, KEY).replayed()).isFalse();
	}

	@Test
	void logThatLostItsLastEntriesIsRebuiltThoughItHasNewerOnes() {
		Replica replica = replica();
		replica.record(1, null);
		replica.record(2, null);
		String lost = this.redis.ask((redis) -> redis.xrevrange("test", Range.unbounded())).get(0).getId();
		this.redis.kill();
		Replica.await(() -> !replica.ledger.isFollowing());
		this.redis.restart();
		this.redis.ask((redis) -> redis.xdel("test", lost));
		replica().record(4, null);
		replica.awaitCount(2);
		Replica.await(() -> replica.statistics().max() == 4);
		assertThat(replica.ledger.rebuilds()).isOne();
	}

	@Test
	void trimmingRemovesWhatIsOverAndNothingThatLives() {
		long over = System.currentTimeMillis() - HOUR.plusMinutes(10).plusMinutes(2).toMillis();
		this.redis.ask((redis) -> {
			for (int i = 0; i < 1000; i++) {
				redis.xadd("test", new XAddArgs().id(over + "-" + (i + 1)), Map.of("e", "old"));
			}
			return null;
		});
		Replica replica = replica();
		for (int i = 0; i < 150; i++) {
			replica.ledger.record(at(Instant.now().minusSeconds(3500).plusSeconds(25L * i)), null);
		}
		Replica.await(() -> this.redis.ask((redis) -> redis.xlen("test")) < 150 + 100);
		long left = this.redis.ask((redis) -> redis.xlen("test"));
		assertThat(left).isGreaterThanOrEqualTo(150);
		assertThat(replica().count()).isEqualTo(150);
		assertThat(replica.count()).isEqualTo(150);
		assertThat(replica.ledger.rebuilds()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "XDEL", "XTRIM", "DEL" })
	void entriesRemovedByHandAreMissed(String command) {
		Replica replica = replica();
		Replica other = replica();
		for (int i = 0; i < 5; i++) {
			replica.record(i, new IdempotencyKey("key " + i, 1));
		}
		awaitChecks();
		List<String> ids = this.redis
			.ask((redis) -> redis.xrange("test", Range.unbounded()).stream().map(StreamMessage::getId).toList());
		long left = this.redis.ask((redis) -> switch (command) {
			case "XDEL" -> 5 - redis.xdel("test", ids.get(2));
			case "XTRIM" -> 5 - redis.xtrim("test", 3);
			default -> 1 - redis.del("test");
		});
		replica.awaitCount(left);
		other.awaitCount(left);
		assertThat(replica.statistics()).isEqualTo(other.statistics()).isEqualTo(replica().statistics());
		assertThat(replica.ledger.rebuilds()).isOne();
		awaitChecks();
		assertThat(replica.ledger.rebuilds()).isOne();
	}

	@Test
	void placeThatWasTrimmedIsNoReasonToRebuild() {
		long over = System.currentTimeMillis() - HOUR.plusMinutes(10).plusMinutes(2).toMillis();
		this.redis.ask((redis) -> redis.xadd("test", new XAddArgs().id(over + "-1"), Map.of("e", "old")));
		Replica replica = replica();
		awaitChecks();
		this.redis.ask((redis) -> redis.xtrim("test", 0));
		awaitChecks();
		replica.record(1, null);
		assertThat(replica.ledger.rebuilds()).isZero();
	}

}
