package io.eventstatistics.ledger.file;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.ledger.Log;
import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogEntry;
import io.eventstatistics.ledger.LogReader;
import io.eventstatistics.ledger.Positions;

/**
 * Entries that are texts.
 */
final class TestEntries {

	static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	/** In place of an entry that is damaged. */
	static final String DAMAGED = "damaged";

	private TestEntries() {
	}

	static void append(Log log, String... texts) {
		try (LogAppender appender = log.openAppender(0)) {
			for (String text : texts) {
				appender.append(text.getBytes(StandardCharsets.US_ASCII), NOON);
			}
		}
	}

	static List<String> read(Log log) {
		List<String> texts = new ArrayList<>();
		try (LogReader reader = log.openReader()) {
			Positions position = Positions.NONE;
			List<LogEntry> entries = reader.read(position, Duration.ZERO);
			while (!entries.isEmpty()) {
				for (LogEntry entry : entries) {
					texts.add((entry.bytes() == SegmentReader.DAMAGED) ? DAMAGED
							: new String(entry.bytes(), StandardCharsets.US_ASCII));
					position = position.after(entry);
				}
				entries = reader.read(position, Duration.ZERO);
			}
		}
		return texts;
	}

}
