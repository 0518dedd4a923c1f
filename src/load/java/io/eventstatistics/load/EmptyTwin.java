package io.eventstatistics.load;

import java.time.Instant;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The baseline of {@link LoadRun}: a Spring Boot application whose endpoints bind the
 * same requests and return the same answers as the service, and do nothing else.
 * {@link Twin} has its class path and its settings.
 */
@SpringBootApplication
public class EmptyTwin {

	/**
	 * Starts the twin.
	 * @param args settings
	 */
	public static void main(String[] args) {
		SpringApplication.run(EmptyTwin.class, args);
	}

	/**
	 * The endpoints.
	 */
	@RestController
	static class Endpoints {

		@PostMapping("/event")
		@ResponseStatus(HttpStatus.CREATED)
		Message event(@RequestBody Event event) {
			return new Message("Event created successfully");
		}

		@GetMapping("/statistics")
		Figures statistics() {
			return new Figures(10_000_000, 0.05, 40.2, 9.87);
		}

		@GetMapping("/health")
		Message health() {
			return new Message("healthy");
		}

	}

	record Event(Instant timestamp, double value) {

	}

	record Message(String message) {

	}

	record Figures(long count, double min, double max, double mean) {

	}

}
