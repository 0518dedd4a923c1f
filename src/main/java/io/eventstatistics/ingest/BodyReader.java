package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import io.eventstatistics.event.EventBatch;

/**
 * Reads the bodies of requests into columns, within the limits: the common form straight
 * from the bytes, anything else by way of {@link EventReader}, with the same result. A
 * body is never held as a whole. Thread-safe.
 */
public final class BodyReader {

	private static final int FIRST_BUFFER = 512;

	private static final int LINES_BUFFER = 64 * 1024;

	private final EventReader events = new EventReader();

	private final IngestProperties limits;

	private final ByteBudget budget;

	private final Toll toll;

	/**
	 * Creates a reader.
	 * @param limits what a body may bring
	 * @param budget of all bodies under way, but for single events of usual length
	 * @param toll paid for the events of a body that has been read
	 */
	public BodyReader(IngestProperties limits, ByteBudget budget, Toll toll) {
		this.limits = limits;
		this.budget = budget;
		this.toll = toll;
	}

	/**
	 * Reads a body that is one event.
	 * @param body JSON in UTF-8
	 * @return a batch of one event
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not one event and nothing else
	 * @throws BodyTooLargeException if the body exceeds its limit
	 * @throws OverloadedException if too much is being received at once
	 */
	public EventBatch readEvent(InputStream body) throws IOException {
		InputStream bounded = bounded(body);
		byte[] text = new byte[FIRST_BUFFER];
		int size = bounded.readNBytes(text, 0, text.length);
		EventBatch batch = new EventBatch(1);
		if (size < text.length) {
			readEvent(text, size, batch);
		}
		else {
			try (InputStream rest = this.budget.meter(bounded)) {
				this.events.readEvent(new SequenceInputStream(new ByteArrayInputStream(text), rest), batch);
			}
		}
		this.toll.pay(batch.size());
		return batch;
	}

	private void readEvent(byte[] text, int size, EventBatch batch) {
		CanonicalEvent canonical = new CanonicalEvent();
		if (canonical.read(text, 0, size) == size) {
			batch.add(canonical.timestamp(), canonical.value());
		}
		else {
			this.events.readEvent(text, 0, size, batch);
		}
	}

	/**
	 * Reads a body that is an array of events.
	 * @param body JSON in UTF-8
	 * @return the events, and what is wrong with those that are refused
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not an array
	 * @throws BodyTooLargeException if the body exceeds a limit
	 * @throws OverloadedException if too much is being received at once
	 */
	public ParsedBatch readArray(InputStream body) throws IOException {
		ParsedBatch batch = new ParsedBatch(this.limits.maxBatchEvents());
		try (InputStream metered = this.budget.meter(bounded(body))) {
			this.events.readArray(metered, batch);
		}
		this.toll.pay(batch.events().size());
		return batch;
	}

	/**
	 * Reads a body that has an event a line. Blank lines are passed over.
	 * @param body NDJSON in UTF-8
	 * @return the events, and what is wrong with those that are refused
	 * @throws IOException if the body breaks off
	 * @throws BodyTooLargeException if the body exceeds a limit
	 * @throws OverloadedException if too much is being received at once
	 */
	public ParsedBatch readLines(InputStream body) throws IOException {
		ParsedBatch batch = new ParsedBatch(this.limits.maxBatchEvents());
		try (InputStream metered = this.budget.meter(bounded(body))) {
			new LineReader(metered, this.events, LINES_BUFFER).readInto(batch);
		}
		this.toll.pay(batch.events().size());
		return batch;
	}

	private InputStream bounded(InputStream body) {
		return new BoundedInputStream(body, this.limits.maxBody().toBytes());
	}

	/**
	 * Passes a body on up to a limit, and refuses it where there is more.
	 */
	static final class BoundedInputStream extends CountedInputStream {

		private final long limit;

		private long passed;

		BoundedInputStream(InputStream body, long limit) {
			super(body);
			this.limit = limit;
		}

		@Override
		void count(int bytes) {
			this.passed += bytes;
			if (this.passed > this.limit) {
				throw new BodyTooLargeException(
						"the body is larger than the %d bytes that are accepted".formatted(this.limit));
			}
		}

	}

}
