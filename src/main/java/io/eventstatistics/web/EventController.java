package io.eventstatistics.web;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.ingest.BodyReader;
import io.eventstatistics.query.HistoryQuery;
import io.eventstatistics.query.StatisticsQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service's endpoints. They read the request's bytes and write the answer's, for
 * message converters cost more than all else that a request does here. Thread-safe.
 */
@RestController
class EventController {

	private static final String CREATED = "Event created successfully";

	/** Of an answer in JSON: a name, a number and what is between them. */
	private static final int BYTES_PER_FIGURE = 40;

	private final BodyReader reader;

	private final EventRecorder recorder;

	private final EventService service;

	private final ApplicationAvailability availability;

	private final JsonMapper json;

	private final QuestionGate gate;

	private final byte[] created;

	/** For an event that is older than the window. */
	private final byte[] createdLate;

	EventController(BodyReader reader, EventRecorder recorder, EventService service,
			ApplicationAvailability availability, JsonMapper json, QuestionGate gate) {
		this.reader = reader;
		this.recorder = recorder;
		this.service = service;
		this.availability = availability;
		this.json = json;
		this.gate = gate;
		this.created = json.writeValueAsBytes(new Message(CREATED, null));
		this.createdLate = json.writeValueAsBytes(new Message(CREATED, false));
	}

	@PostMapping(path = ApiPaths.EVENT, consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	void record(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Receipt receipt;
		try (RequestBody body = RequestBody.of(request, request.getInputStream())) {
			EventBatch event = this.reader.readEvent(body.stream());
			receipt = this.recorder.record(event, body.key());
		}
		JsonResponses.markReplayed(response, receipt);
		JsonResponses.write(response, HttpStatus.CREATED, (receipt.expired() > 0) ? this.createdLate : this.created);
	}

	@GetMapping(path = ApiPaths.STATISTICS, produces = MediaType.APPLICATION_JSON_VALUE)
	void statistics(@RequestParam(required = false) @Nullable String window,
			@RequestParam(required = false) @Nullable String stats, HttpServletResponse response) throws IOException {
		if (window == null && stats == null) {
			StatisticsResponse figures = StatisticsResponse.of(this.service.statistics());
			this.recorder.requireComplete();
			JsonResponses.writeFresh(response, HttpStatus.OK, this.json.writeValueAsBytes(figures));
			return;
		}
		StatisticsQuery query = StatisticsQuery.parse(window, stats, this.service.window());
		answer(response, 0, () -> query.ask(this.service));
	}

	@GetMapping(path = ApiPaths.HISTORY, produces = MediaType.APPLICATION_JSON_VALUE)
	void history(@RequestParam(required = false) @Nullable String step,
			@RequestParam(required = false) @Nullable String window,
			@RequestParam(required = false) @Nullable String stats, HttpServletResponse response) throws IOException {
		HistoryQuery query = HistoryQuery.parse(step, window, stats, this.service.window());
		answer(response, BYTES_PER_FIGURE * (long) (query.size() + query.points()), () -> query.ask(this.service));
	}

	private void answer(HttpServletResponse response, long expectedBytes, Supplier<Object> question)
			throws IOException {
		try (QuestionGate.Answer answer = this.gate.answer(expectedBytes, () -> {
			Object figures = question.get();
			this.recorder.requireComplete();
			return this.json.writeValueAsBytes(figures);
		})) {
			JsonResponses.writeFresh(response, HttpStatus.OK, answer.bytes());
		}
	}

	@GetMapping(path = ApiPaths.HEALTH, produces = MediaType.APPLICATION_JSON_VALUE)
	void health(HttpServletResponse response) throws IOException {
		boolean healthy = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		JsonResponses.writeFresh(response, healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
				this.json.writeValueAsBytes(new Health(healthy ? "healthy" : "unhealthy")));
	}

	/** The answer to an event; whether it is counted is stated only if it is not. */
	@JsonInclude(Include.NON_NULL)
	record Message(String message, @Nullable Boolean counted) {

	}

	record Health(String status) {

	}

}
