package io.eventstatistics.web;

import java.io.IOException;

import io.eventstatistics.event.Receipt;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Writes answers whose bytes are at hand.
 */
final class Answers {

	static final String REPLAYED = "Idempotency-Replayed";

	private Answers() {
	}

	static void write(HttpServletResponse response, HttpStatus status, byte[] json) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

	/** For what is true at this instant only. */
	static void writeFresh(HttpServletResponse response, HttpStatus status, byte[] json) throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		write(response, status, json);
	}

	static void markReplayed(HttpServletResponse response, Receipt receipt) {
		if (receipt.replayed()) {
			response.setHeader(REPLAYED, "true");
		}
	}

}
