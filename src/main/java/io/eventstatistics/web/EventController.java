package io.eventstatistics.web;

import java.io.InputStream;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.EventReader;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service's endpoints. Thread-safe.
 */
@RestController
class EventController {

	private static final Message CREATED = new Message("Event created successfully");

	private final EventReader reader;

	private final EventRecorder recorder;

	private final EventService service;

	private final ApplicationAvailability availability;

	EventController(EventReader reader, EventRecorder recorder, EventService service,
			ApplicationAvailability availability) {
		this.reader = reader;
		this.recorder = recorder;
		this.service = service;
		this.availability = availability;
	}

	@PostMapping(path = "/event", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Message record(InputStream body) {
		this.recorder.record(this.reader.readEvent(body));
		return CREATED;
	}

	@GetMapping(path = "/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<StatisticsResponse> statistics() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(StatisticsResponse.of(this.service.statistics()));
	}

	@GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Health> health() {
		boolean healthy = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		return ResponseEntity.status(healthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
			.cacheControl(CacheControl.noStore())
			.body(new Health(healthy ? "healthy" : "unhealthy"));
	}

	record Message(String message) {

	}

	record Health(String status) {

	}

}
