package io.eventstatistics.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.Receipt;
import io.eventstatistics.ingest.EventQuota;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Writes pre-serialized responses, JSON by default.
 */
final class JsonResponses {

	private static final int PIECE = 65_536;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

	/** The least rate after {@link #PATIENCE_NANOS}: 32 KiB a second. */
	private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 32_768;

	private JsonResponses() {
	}

	static void write(HttpServletResponse response, HttpStatus status, byte[] json) throws IOException {
		write(response, status, MediaType.APPLICATION_JSON_VALUE, json);
	}

	private static void write(HttpServletResponse response, HttpStatus status, String contentType, byte[] body)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(contentType);
		response.setContentLength(body.length);
		write(response.getOutputStream(), body);
	}

	/**
	 * Writes a large answer in pieces, and closes the connection of a client that reads
	 * below the least rate: otherwise each piece could block for the connection's
	 * timeout.
	 */
	private static void write(OutputStream out, byte[] json) throws IOException {
		long start = System.nanoTime();
		for (int written = 0; written < json.length; written += PIECE) {
			if (System.nanoTime() - start > PATIENCE_NANOS + written * NANOS_PER_BYTE) {
				throw new ClientAbortException("the client reads its answer too slowly");
			}
			out.write(json, written, Math.min(PIECE, json.length - written));
		}
	}

	/** Writes a JSON response that must not be cached. */
	static void writeFresh(HttpServletResponse response, HttpStatus status, byte[] json) throws IOException {
		writeFresh(response, status, MediaType.APPLICATION_JSON_VALUE, json);
	}

	/** Writes a response that must not be cached. */
	static void writeFresh(HttpServletResponse response, HttpStatus status, String contentType, byte[] body)
			throws IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		write(response, status, contentType, body);
	}

	static void markReplayed(HttpServletResponse response, Receipt receipt) {
		if (receipt.replayed()) {
			response.setHeader(EventQuota.REPLAYED, "true");
		}
	}

}
