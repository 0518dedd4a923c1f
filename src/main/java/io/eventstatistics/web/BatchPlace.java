package io.eventstatistics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.ingest.BatchError;
import org.jspecify.annotations.Nullable;

/**
 * The error of one event of a batch, as it goes over the wire: with its index in the
 * array, from 0, or its line, from 1.
 */
@JsonInclude(Include.NON_NULL)
record BatchPlace(@Nullable Integer index, @Nullable Integer line, String error) {

	static BatchPlace index(BatchError error) {
		return new BatchPlace(error.place(), null, error.error());
	}

	static BatchPlace line(BatchError error) {
		return new BatchPlace(null, error.place(), error.error());
	}

}
