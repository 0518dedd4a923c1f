package io.eventstatistics.web;

import java.io.IOException;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
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
import org.springframework.web.bind.annotation.RestController;

/**
 * The service's endpoints. They read the request's bytes and write the answer's, for
 * message converters cost more than all else that a request does here. Thread-safe.
 */
@RestController
class EventController {

	private final BodyReader reader;

	private final EventRecorder recorder;

	private final EventService service;

	private final ApplicationAvailability availability;

	private final JsonMapper json;

	private final byte[] created;

	EventController(BodyReader reader, EventRecorder recorder, EventService service,
			ApplicationAvailability availability, JsonMapper json) {
		this.reader = reader;
		this.recorder = recorder;
		this.service = service;
		this.availability = availability;
		this.json = json;
		this.created = json.writeValueAsBytes(new Message("Event created successfully"));
	}

	@PostMapping(path = "/event", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	void record(HttpServletRequest request, HttpServletResponse response) throws IOException {
		try (RequestBody body = RequestBody.of(request, request.getInputStream())) {
			EventBatch event = this.reader.readEvent(body.stream());
			this.recorder.record(event, body.key());
			Answers.markReplayed(response, event);
		}
		Answers.write(response, HttpStatus.CREATED, this.created);
	}

	@GetMapping(path = "/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
	void statistics(HttpServletRequest request, HttpServletResponse response) throws IOException {
		Object figures = (request.getQueryString() == null) ? StatisticsResponse.of(this.service.statistics())
				: query(request).ask(this.service);
		Answers.writeFresh(response, HttpStatus.OK, this.json.writeValueAsBytes(figures));
	}

	@GetMapping(path = "/statistics/history", produces = MediaType.APPLICATION_JSON_VALUE)
	void history(HttpServletRequest request, HttpServletResponse response) throws IOException {
		HistoryQuery query = HistoryQuery.parse(request.getParameter("step"), request.getParameter("window"),
				list(request, "stats"), this.service.window());
		Answers.writeFresh(response, HttpStatus.OK, this.json.writeValueAsBytes(query.ask(this.service)));
	}

	@GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
	void health(HttpServletResponse response) throws IOException {
		boolean healthy = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		Answers.writeFresh(response, healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
				this.json.writeValueAsBytes(new Health(healthy ? "healthy" : "unhealthy")));
	}

	private StatisticsQuery query(HttpServletRequest request) {
		return StatisticsQuery.parse(request.getParameter("window"), list(request, "stats"), this.service.window());
	}

	/** A parameter that may be given several times in place of commas. */
	static @Nullable String list(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		return (values != null) ? String.join(",", values) : null;
	}

	record Message(String message) {

	}

	record Health(String status) {

	}

}
