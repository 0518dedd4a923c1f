package io.eventstatistics.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.ingest.parse.ParsedBatch;
import io.eventstatistics.ingest.parse.ParsedBatch.Rejection;
import org.jspecify.annotations.Nullable;

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

	/** How the place of an event is called: index or line. */
	interface PlaceName {

		BatchPlace of(Rejection error);

		default List<BatchPlace> all(List<Rejection> errors) {
			return errors.stream().map(this::of).toList();
		}

	}

	/**
	 * The error of one event of a batch, as it goes over the wire: with its index in the
	 * array, from 0, or its line, from 1.
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
