package io.eventstatistics.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies entries to the window and completes the batches that wait for them. An entry
 * that cannot be decoded, or an event that would not have been accepted, is ignored, on
 * every replica alike. One thread applies; other threads may read the counters.
 */
final class Applier {

	private static final Logger logger = LoggerFactory.getLogger(Applier.class);

	private final EventService service;

	private final InstantSource clock;

	private final TimeBounds bounds;

	private final Appenders appenders;

	private final EntryDecoder decoder = new EntryDecoder();

	private volatile long entries;

	private volatile long events;

	private volatile long skipped;

	private volatile long lagMillis;

	Applier(EventService service, InstantSource clock, TimeBounds bounds, Appenders appenders) {
		this.service = service;
		this.clock = clock;
		this.bounds = bounds;
		this.appenders = appenders;
	}

	void apply(LogEntry source) {
		try {
			Entry entry = this.decoder.decode(source.bytes());
			Instant appendedAt = this.bounds.timeOf(source.time(), entry);
			apply(entry, appendedAt);
			this.lagMillis = Duration.between(appendedAt, this.clock.instant()).toMillis();
		}
		catch (UnreadableEntryException | RuntimeException ex) {
			if (this.skipped == 0) {
				logger.warn("Ignored entry {} of the log: {}; others are counted and not logged", source.position(),
						ex.getMessage());
			}
			this.skipped++;
		}
	}

	private void apply(Entry entry, Instant appendedAt) {
		List<Decision> decisions = applyAll(entry, appendedAt);
		this.entries++;
		this.events += entry.events().size();
		Iterator<Decision> ofKeyed = decisions.iterator();
		for (PendingAppend pending : this.appenders.take(entry.replica(), entry.sequence())) {
			if (pending.key() == null) {
				pending.recorded();
			}
			else {
				ofKeyed.next().tell(pending);
			}
		}
	}

	private List<Decision> applyAll(Entry entry, Instant appendedAt) {
		if (entry.keyed().isEmpty()) {
			apply(entry.events(), appendedAt);
			return List.of();
		}
		List<Decision> decisions = new ArrayList<>();
		int from = 0;
		for (Entry.Keyed keyed : entry.keyed()) {
			apply(entry.slice(from, keyed.from()), appendedAt);
			decisions.add(apply(entry.slice(keyed.from(), keyed.to()), keyed, appendedAt));
			from = keyed.to();
		}
		apply(entry.slice(from, entry.events().size()), appendedAt);
		return decisions;
	}

	private void apply(EventBatch batch, Instant appendedAt) {
		if (batch.size() > 0) {
			this.service.apply(this.bounds.acceptable(batch, appendedAt), appendedAt);
		}
	}

	private Decision apply(EventBatch batch, Entry.Keyed keyed, Instant appendedAt) {
		EventBatch acceptable = this.bounds.acceptable(batch, appendedAt);
		Instant acceptedAt = TimeBounds.acceptance(keyed.acceptedAt(), appendedAt);
		try {
			Receipt receipt = this.service.apply(acceptable, keyed.key(), keyed.leftOut(), acceptedAt, appendedAt);
			return (pending) -> pending.recordedAs(receipt);
		}
		catch (IdempotencyConflictException ex) {
			return (pending) -> pending.refused(ex);
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

		void tell(PendingAppend pending);

	}

}
