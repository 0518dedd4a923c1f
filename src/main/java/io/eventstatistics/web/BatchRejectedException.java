package io.eventstatistics.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.ingest.parse.ParsedBatch;
import io.eventstatistics.ingest.parse.ParsedBatch.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a batch has invalid events. None of its events is recorded.
 */
class BatchRejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int rejected;

	private final transient List<BatchPlace> errors;

	BatchRejectedException(ParsedBatch batch, PlaceName placeName, @Nullable RuntimeException reason) {
		super("batch rejected: " + batch.rejected() + " invalid " + ((batch.rejected() == 1) ? "event" : "events")
				+ "; the first: " + batch.errors().get(0).error(), reason);
		this.rejected = batch.rejected();
		this.errors = placeName.all(batch.errors());
	}

	int rejected() {
		return this.rejected;
	}

	List<BatchPlace> errors() {
		return this.errors;
	}

	/** Names the place of an event in a batch: by index or by line. */
	interface PlaceName {

		BatchPlace of(Rejection error);

		default List<BatchPlace> all(List<Rejection> errors) {
			return errors.stream().map(this::of).toList();
		}

	}

	/**
	 * The error of one event in the response: with the index in the array, from 0, or the
	 * line, from 1.
	 */
	@JsonInclude(Include.NON_NULL)
	record BatchPlace(@Nullable Integer index, @Nullable Integer line, String error) {

		static BatchPlace index(Rejection error) {
			return new BatchPlace(error.place(), null, error.error());
		}

		static BatchPlace line(Rejection error) {
			return new BatchPlace(null, error.place(), error.error());
		}

	}

}
