package io.eventstatistics.web;

import java.util.List;

import io.eventstatistics.ingest.parse.ParsedBatch;
import io.eventstatistics.web.BatchController.BatchPlace;
import io.eventstatistics.web.BatchController.PlaceName;

/**
 * Thrown where a batch has events that are invalid, so that none of it is stored.
 */
class BatchRejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int rejected;

	private final transient List<BatchPlace> errors;

	BatchRejectedException(ParsedBatch batch, PlaceName placeName) {
		super("batch rejected: " + batch.rejected() + " invalid " + ((batch.rejected() == 1) ? "event" : "events")
				+ "; the first: " + batch.errors().get(0).error());
		this.rejected = batch.rejected();
		this.errors = placeName.all(batch.errors());
	}

	int rejected() {
		return this.rejected;
	}

	List<BatchPlace> errors() {
		return this.errors;
	}

}
