package io.eventstatistics.ingest;

import java.io.IOException;
import java.io.InputStream;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.ingest.parse.BodyParser;
import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import io.eventstatistics.ingest.parse.ParsedBatch;

/**
 * Reads request bodies within their limits: size, number of events, memory of all bodies
 * together and the client's quota. Thread-safe.
 */
public final class BodyReader {

	private final IngestProperties limits;

	private final ByteBudget budget;

	private final EventQuota quota;

	/**
	 * Creates a reader.
	 * @param limits the limits of one body
	 * @param budget the memory of all bodies in progress
	 * @param quota charged for the events of a parsed body
	 */
	public BodyReader(IngestProperties limits, ByteBudget budget, EventQuota quota) {
		this.limits = limits;
		this.budget = budget;
		this.quota = quota;
	}

	/**
	 * Reads a body that is one event.
	 * @param body JSON in UTF-8
	 * @return a batch of one event
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not one event and nothing else
	 * @throws BodyTooLargeException if the body exceeds its limit
	 * @throws OverloadedException if all bodies together would exceed the budget
	 */
	public EventBatch readEvent(InputStream body) throws IOException {
		try (ByteBudget.Share share = this.budget.share()) {
			EventBatch batch = BodyParser.parseEvent(bounded(body), share::hold);
			this.quota.charge(batch.size());
			return batch;
		}
	}

	/**
	 * Reads a body that is an array of events.
	 * @param body JSON in UTF-8
	 * @return the valid events, and the errors of the rejected ones
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is not an array or not UTF-8
	 * @throws BodyTooLargeException if the body exceeds a limit
	 * @throws OverloadedException if all bodies together would exceed the budget
	 */
	public ParsedBatch readArray(InputStream body) throws IOException {
		try (ByteBudget.Share share = this.budget.share()) {
			ParsedBatch batch = BodyParser.parseArray(bounded(body), this.limits.maxBatchEvents(), share::hold);
			this.quota.charge(batch.events().size());
			return batch;
		}
	}

	/**
	 * Reads a body with one event per line. Blank lines are ignored.
	 * @param body NDJSON in UTF-8
	 * @return the valid events, and the errors of the rejected ones
	 * @throws IOException if the body breaks off
	 * @throws InvalidEventException if the body is empty or UTF-16
	 * @throws BodyTooLargeException if the body exceeds a limit
	 * @throws OverloadedException if all bodies together would exceed the budget
	 */
	public ParsedBatch readLines(InputStream body) throws IOException {
		try (ByteBudget.Share share = this.budget.share()) {
			ParsedBatch batch = BodyParser.parseLines(bounded(body), this.limits.maxBatchEvents(), share::hold);
			this.quota.charge(batch.events().size());
			return batch;
		}
	}

	private InputStream bounded(InputStream body) {
		return new BoundedInputStream(body, this.limits.maxBody().toBytes());
	}

	/**
	 * Rejects a body that exceeds a limit.
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
						"the body is larger than the " + this.limit + " bytes that are accepted");
			}
		}

	}

}
