package io.eventstatistics.ledger;

import java.time.InstantSource;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventRecorderContract;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ledger.kafka.KafkaLog;
import io.eventstatistics.testing.KafkaProcess;
import org.junit.jupiter.api.AfterEach;

class KafkaLedgerContractTests extends EventRecorderContract {

	private final KafkaLog log = KafkaReplicas.log(KafkaProcess.shared().servers(), KafkaProcess.newTopic());

	private final Replica replica = new Replica(this.log, InstantSource.system(), WINDOW, MAX_EVENTS, MAX_SERIES,
			this.log::close)
		.caughtUp();

	@AfterEach
	void stop() {
		this.replica.close();
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
