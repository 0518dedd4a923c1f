package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.ingest.BatchGate;
import io.eventstatistics.ingest.BodyReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Records single events and reports the service's health. It reads and writes bytes
 * directly: Spring's message converters would cost more than the rest of the request. An
 * event with a large body counts as a large batch. Thread-safe.
 */
@RestController
class EventController {

	private static final String CREATED = "Event created successfully";

	private final BatchGate gate;

	private final BodyReader reader;

	private final EventRecorder recorder;

	private final ApplicationAvailability availability;

	private final JsonMapper json;

	private final byte[] created;

	/** The response for an event that is older than the window. */
	private final byte[] createdLate;

	EventController(BatchGate gate, BodyReader reader, EventRecorder recorder, ApplicationAvailability availability,
			JsonMapper json) {
		this.gate = gate;
		this.reader = reader;
		this.recorder = recorder;
		this.availability = availability;
		this.json = json;
		this.created = json.writeValueAsBytes(new Message(CREATED, null));
		this.createdLate = json.writeValueAsBytes(new Message(CREATED, false));
	}

	@PostMapping(path = ApiPaths.EVENT, consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	void record(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Receipt receipt;
		boolean small = RequestBody.bytes(request) <= BatchGate.SMALL_BYTES;
		try (InputStream large = small ? null
				: this.gate.enterLater(request.getInputStream(),
						request.getHeader(HttpHeaders.CONTENT_ENCODING) != null);
				RequestBody body = RequestBody.of(request, (large != null) ? large : request.getInputStream())) {
			EventBatch event = this.reader.readEvent(body.stream());
			receipt = this.recorder.record(event, body.key());
		}
		JsonResponses.markReplayed(response, receipt);
		JsonResponses.write(response, HttpStatus.CREATED, (receipt.expired() > 0) ? this.createdLate : this.created);
	}

	@GetMapping(path = ApiPaths.HEALTH, produces = MediaType.APPLICATION_JSON_VALUE)
	void health(HttpServletResponse response) throws IOException {
		boolean healthy = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		JsonResponses.writeFresh(response, healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
				this.json.writeValueAsBytes(new Health(healthy ? "healthy" : "unhealthy")));
	}

	/** The response for an event; {@code counted} is present only if it is false. */
	@JsonInclude(Include.NON_NULL)
	record Message(String message, @Nullable Boolean counted) {

	}

	record Health(String status) {

	}

}
