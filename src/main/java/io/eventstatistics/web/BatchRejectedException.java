package io.eventstatistics.web;

import java.util.List;

import io.eventstatistics.ingest.ParsedBatch;
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
		super("nothing is stored, for %d of the batch's events %s invalid; the first: %s".formatted(batch.rejected(),
				(batch.rejected() == 1) ? "is" : "are", batch.errors().get(0).error()));
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
