package io.eventstatistics.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.IdempotencyConflictException;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.ledger.EntryReader.UnreadableEntryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies entries to the window and tells the requests that wait for theirs. An entry
 * that cannot be read is passed over: every replica passes over it. One thread applies,
 * others may read the figures.
 */
final class Applier {

	private static final Logger logger = LoggerFactory.getLogger(Applier.class);

	private final EventService service;

	private final InstantSource clock;

	private final long replica;

	private final Appender appender;

	private final EntryReader reader = new EntryReader();

	private volatile long entries;

	private volatile long events;

	private volatile long skipped;

	private volatile long lagMillis;

	Applier(EventService service, InstantSource clock, long replica, Appender appender) {
		this.service = service;
		this.clock = clock;
		this.replica = replica;
		this.appender = appender;
	}

	void apply(EntryId id, byte[] bytes) {
		try {
			apply(id, this.reader.read(bytes));
		}
		catch (UnreadableEntryException ex) {
			if (this.skipped == 0) {
				logger.warn("Passed over an entry of the shared log, {}, and will over others without a word: {}", id,
						ex.getMessage());
			}
			this.skipped++;
		}
		this.lagMillis = this.clock.millis() - id.millis();
	}

	private void apply(EntryId id, Entry entry) {
		List<Decision> decisions = (entry.keyed().isEmpty())
				? applyAll(entry.events(), Instant.ofEpochMilli(id.millis())) : applyEach(id, entry);
		this.entries++;
		this.events += entry.events().size();
		if (entry.replica() != this.replica) {
			return;
		}
		Iterator<Decision> ofKeyed = decisions.iterator();
		for (Request request : this.appender.take(entry.sequence())) {
			if (request.key() == null) {
				request.recorded();
			}
			else {
				ofKeyed.next().tell(request);
			}
		}
	}

	private List<Decision> applyAll(EventBatch batch, Instant appliedAt) {
		this.service.apply(batch, appliedAt);
		return List.of();
	}

	private List<Decision> applyEach(EntryId id, Entry entry) {
		Instant appliedAt = Instant.ofEpochMilli(id.millis());
		List<Decision> decisions = new ArrayList<>();
		int from = 0;
		for (Entry.Keyed keyed : entry.keyed()) {
			applyAll(entry.slice(from, keyed.from()), appliedAt);
			decisions.add(apply(entry.slice(keyed.from(), keyed.to()), keyed, appliedAt));
			from = keyed.to();
		}
		applyAll(entry.slice(from, entry.events().size()), appliedAt);
		return decisions;
	}

	private Decision apply(EventBatch batch, Entry.Keyed keyed, Instant appliedAt) {
		try {
			Receipt receipt = this.service.apply(batch, keyed.key(), keyed.acceptedAt(), appliedAt);
			return (request) -> request.recordedAs(receipt);
		}
		catch (IdempotencyConflictException ex) {
			return (request) -> request.refused(ex);
		}
	}

	long entries() {
		return this.entries;
	}

	long events() {
		return this.events;
	}

	long skipped() {
		return this.skipped;
	}

	long lagMillis() {
		return this.lagMillis;
	}

	private interface Decision {

		void tell(Request request);

	}

}
