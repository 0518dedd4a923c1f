package io.eventstatistics.ledger;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventRecorderContract;
import io.eventstatistics.event.EventService;
import io.eventstatistics.testing.RedisProcess;
import org.junit.jupiter.api.AfterEach;

class RedisLedgerContractTests extends EventRecorderContract {

	private final RedisProcess redis = new RedisProcess("no");

	private final Replica replica = new Replica(this.redis.port(), WINDOW, MAX_EVENTS, MAX_SERIES).caughtUp();

	@AfterEach
	void stop() {
		this.replica.close();
		this.redis.close();
	}

	@Override
	protected EventRecorder recorder() {
		return this.replica.ledger;
	}

	@Override
	protected EventService service() {
		return this.replica.service;
	}

}
