package io.eventstatistics.ledger;

import io.eventstatistics.event.RecorderUnavailableException;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Replicas whose Redis user lacks permissions.
 */
class RedisPermissionTests extends RedisReplicas {

	@Test
	void userWithoutXaddIsRefusedWithAReasonInTheLog(CapturedOutput output) {
		Replica replica = replica();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XADD)));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RecorderUnavailableException.class).isThrownBy(() -> replica.record(1, null))
				.withMessageContaining("takes no entries");
		}
		assertThat(replica.ledger.refusals()).singleElement().asString().contains("appending", "XADD", "NOPERM");
		assertThat(output.getAll().lines().filter((line) -> line.contains("NOPERM"))).hasSize(1);
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.XADD)));
		replica.record(1, null);
		Replica.await(() -> replica.ledger.refusals().isEmpty());
	}

	@Test
	void userWithoutTimeIsToldWhyItIsOutOfReach(CapturedOutput output) {
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.TIME)));
		Replica replica = opened(new Replica(this.redis.port()));
		Replica.await(() -> output.getAll().contains("NOPERM"));
		assertThat(replica.ledger.isComplete()).isFalse();
		assertThat(replica.ledger.isFollowing()).isFalse();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.TIME)));
		replica.caughtUp().record(1, null);
	}

	@Test
	void userWithoutXtrimIsServedWithAReasonInTheLog(CapturedOutput output) {
		Replica replica = replica();
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.removeCommand(CommandType.XTRIM)));
		Replica.await(() -> !replica.ledger.refusals().isEmpty());
		awaitChecks();
		replica.record(1, null);
		assertThat(replica.ledger.isFollowing()).isTrue();
		assertThat(replica.ledger.refusals()).singleElement().asString().contains("trimming", "XTRIM", "NOPERM");
		assertThat(output.getAll().lines().filter((line) -> line.contains("NOPERM"))).hasSize(1);
		this.redis.ask((redis) -> redis.aclSetuser("default", AclSetuserArgs.Builder.addCommand(CommandType.XTRIM)));
		Replica.await(() -> replica.ledger.refusals().isEmpty());
	}

}
