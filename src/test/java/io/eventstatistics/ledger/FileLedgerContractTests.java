package io.eventstatistics.ledger;

import java.nio.file.Path;
import java.time.InstantSource;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventRecorderContract;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerContractTests extends EventRecorderContract {

	@TempDir
	private Path directory = Path.of("");

	private @Nullable Replica replica;

	@BeforeEach
	void start() {
		FileLog log = FileLog.open(this.directory, Sync.NEVER, Long.MAX_VALUE);
		this.replica = new Replica(log, InstantSource.system(), WINDOW, MAX_EVENTS, MAX_SERIES, log::close).caughtUp();
	}

	@AfterEach
	void stop() {
		replica().close();
	}

	@Override
	protected EventRecorder recorder() {
		return replica().ledger;
	}

	@Override
	protected EventService service() {
		return replica().service;
	}

	private Replica replica() {
		Replica started = this.replica;
		if (started == null) {
			throw new IllegalStateException("not started");
		}
		return started;
	}

}
