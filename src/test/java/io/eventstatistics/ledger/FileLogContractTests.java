package io.eventstatistics.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.eventstatistics.ledger.LedgerProperties.Sync;
import io.eventstatistics.ledger.file.FileLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class FileLogContractTests extends LogContract {

	@TempDir
	private Path directory = Path.of("");

	private @Nullable FileLog log;

	@Override
	Log restart() {
		FileLog opened = FileLog.open(this.directory, Sync.ALWAYS, Long.MAX_VALUE);
		this.log = opened;
		return opened;
	}

	@Override
	void stop() {
		if (this.log != null) {
			this.log.close();
		}
	}

	@Override
	void loseLastEntry() {
		Path segment = this.directory.resolve("00000000000000000001.log");
		try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
			channel.truncate(channel.size() - 1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
