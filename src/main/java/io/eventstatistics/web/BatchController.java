package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.SeriesLimitException;
import io.eventstatistics.event.TimestampAheadException;
import io.eventstatistics.ingest.BatchGate;
import io.eventstatistics.ingest.BodyReader;
import io.eventstatistics.ingest.ClockSkew;
import io.eventstatistics.ingest.parse.ParsedBatch;
import io.eventstatistics.query.SeriesQuery;
import io.eventstatistics.web.BatchRejectedException.BatchPlace;
import io.eventstatistics.web.BatchRejectedException.PlaceName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Records batches. A batch with an invalid event is rejected as a whole; with
 * {@code partial=true} its valid events are recorded. Thread-safe.
 */
@RestController
class BatchController {

	private final BatchGate gate;

	private final BodyReader reader;

	private final EventRecorder recorder;

	private final ClockSkew clockSkew;

	BatchController(BatchGate gate, BodyReader reader, EventRecorder recorder, ClockSkew clockSkew) {
		this.clockSkew = clockSkew;
		this.gate = gate;
		this.reader = reader;
		this.recorder = recorder;
	}

	@PostMapping(path = ApiPaths.EVENTS,
			consumes = { MediaType.APPLICATION_NDJSON_VALUE, "application/ndjson", "application/jsonl" },
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> recordLines(@RequestParam(defaultValue = "false") boolean partial,
			@RequestParam(required = false) @Nullable String series, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		return record(this.reader::readLines, BatchPlace::line, new BatchParameters(partial, SeriesQuery.name(series)),
				request, response);
	}

	@PostMapping(path = ApiPaths.EVENTS, consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<?> recordArray(@RequestParam(defaultValue = "false") boolean partial,
			@RequestParam(required = false) @Nullable String series, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		return record(this.reader::readArray, BatchPlace::index, new BatchParameters(partial, SeriesQuery.name(series)),
				request, response);
	}

	private ResponseEntity<?> record(Format format, PlaceName placeName, BatchParameters parameters,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		try (InputStream admitted = this.gate.enter(request.getInputStream(), RequestBody.bytes(request));
				RequestBody body = RequestBody.of(request, admitted)) {
			ParsedBatch batch = format.read(body.stream());
			if (parameters.series() != null) {
				batch.events().nameUnnamed(parameters.series());
			}
			if (parameters.partial()) {
				batch.events().allowPartial();
			}
			else if (batch.rejected() > 0) {
				this.clockSkew.judge(batch);
				throw new BatchRejectedException(batch, placeName, null);
			}
			Receipt receipt = record(batch, body, placeName);
			batch.rejectRefused(receipt);
			JsonResponses.markReplayed(response, receipt);
			return parameters.partial()
					? ResponseEntity.ok()
						.contentType(MediaType.APPLICATION_JSON)
						.body(new PartlyCreated(batch.accepted(), expired(receipt), batch.rejected(),
								placeName.all(batch.errors())))
					: ResponseEntity.status(HttpStatus.CREATED)
						.contentType(MediaType.APPLICATION_JSON)
						.body(new Created("Events created successfully", batch.accepted(), expired(receipt)));
		}
	}

	private Receipt record(ParsedBatch batch, RequestBody body, PlaceName placeName) {
		try {
			return this.recorder.record(batch.events(), body.key());
		}
		catch (TimestampAheadException ex) {
			batch.rejectAhead(ex.latestAccepted(), ex.now());
			throw new BatchRejectedException(batch, placeName, null);
		}
		catch (SeriesLimitException ex) {
			batch.rejectSeries(ex.refusal());
			throw new BatchRejectedException(batch, placeName, ex);
		}
	}

	/**
	 * The parameters of a batch.
	 *
	 * @param partial whether to record the valid events of a batch that has invalid ones
	 * @param series the series of events that name none, or null
	 */
	private record BatchParameters(boolean partial, @Nullable String series) {

	}

	private interface Format {

		ParsedBatch read(InputStream body) throws IOException;

	}

	/** Returns how many accepted events are older than the window, or null for none. */
	private static @Nullable Integer expired(Receipt receipt) {
		return (receipt.expired() > 0) ? receipt.expired() : null;
	}

	@JsonInclude(Include.NON_NULL)
	record Created(String message, int accepted, @Nullable Integer expired) {

	}

	@JsonInclude(Include.NON_NULL)
	record PartlyCreated(int accepted, @Nullable Integer expired, int rejected, List<BatchPlace> errors) {

	}

}
