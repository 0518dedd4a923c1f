package io.eventstatistics.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.eventstatistics.testing.Http;
import io.eventstatistics.testing.Http.Response;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request for each operation and status of the document.
 */
final class OpenApiRequests implements AutoCloseable {

	static final String READER = "reader-0123456789abcdef";

	static final String WRITER = "writer-0123456789abcdef";

	private final int small;

	private final int limited;

	private final int secured;

	private final ApplicationContext context;

	private static final String JSON = "application/json";

	private static final String EVENT = "{\"timestamp\": \"2026-11-23T14:30:00Z\", \"value\": 1}";

	private final List<Socket> open = new ArrayList<>();

	/**
	 * Prepares requests.
	 * @param small port of a service with room for little
	 * @param limited port of one that limits the events of clients
	 * @param secured port of one that needs tokens
	 * @param context of the first
	 */
	OpenApiRequests(int small, int limited, int secured, ApplicationContext context) {
		this.small = small;
		this.limited = limited;
		this.secured = secured;
		this.context = context;
	}

	/** Returns the requests, to be made in their order. */
	Map<String, Supplier<Response>> requests() {
		Map<String, Supplier<Response>> all = new LinkedHashMap<>();
		Http plain = new Http(this.small);
		for (String path : List.of("/statistics", "/statistics/history", "/statistics/histogram", "/series")) {
			all.put("GET " + path + " 200", () -> plain.get(path));
			all.put("GET " + path + " 406", () -> plain.get(path, "Accept", "image/png"));
		}
		all.put("GET /health 200", () -> plain.get("/health"));
		all.put("GET /health 406", () -> plain.get("/health", "Accept", "image/png"));
		all.put("GET /health 503", this::whileRefusing);
		all.put("GET /statistics/stream 406", () -> plain.get("/statistics/stream", "Accept", "image/png"));
		all.put("GET /statistics/stream 200", () -> stream(this.small));
		all.put("GET /statistics/stream 503", () -> plain.get("/statistics/stream"));
		all.put("GET /statistics/ws 426", () -> plain.get("/statistics/ws"));
		for (String path : List.of("/statistics", "/statistics/history", "/statistics/histogram", "/series",
				"/statistics/stream", "/statistics/ws")) {
			all.put("GET " + path + " 400", () -> plain.get(path + "?stat=count"));
			all.put("GET " + path + " 401", () -> new Http(this.secured).get(path));
			all.put("GET " + path + " 403",
					() -> new Http(this.secured).get(path, "Authorization", "Bearer " + WRITER));
		}
		for (String path : List.of("/event", "/events")) {
			String body = "/event".equals(path) ? EVENT : "[" + EVENT + "]";
			all.put("POST " + path + " 201", () -> post(this.small, path, body));
			all.put("POST " + path + " 400", () -> post(this.small, path, body.replace("timestamp", "time")));
			all.put("POST " + path + " 401", () -> post(this.secured, path, body));
			all.put("POST " + path + " 403", () -> post(this.secured, path, body, "Authorization", "Bearer " + READER));
			all.put("POST " + path + " 406", () -> post(this.small, path, body, "Accept", "image/png"));
			all.put("POST " + path + " 413", () -> post(this.small, path, " ".repeat(70_000) + body));
			all.put("POST " + path + " 415",
					() -> plain.send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded"));
			all.put("POST " + path + " 422", () -> {
				post(this.small, path, body, "Idempotency-Key", "7f3a");
				return post(this.small, path, body.replace("1}", "2}"), "Idempotency-Key", "7f3a");
			});
			all.put("POST " + path + " 429", () -> {
				post(this.limited, path, body);
				return post(this.limited, path, body);
			});
		}
		all.put("POST /events 200", () -> post(this.small, "/events?partial=true", "[" + EVENT + ", {}]"));
		all.put("POST /event 503", () -> {
			fill();
			return post(this.small, "/event", EVENT.replace("2026-11-23T14:30:00Z", Instant.now().toString()));
		});
		all.put("POST /events 503", () -> post(this.small, "/events", "[" + EVENT + "]"));
		return all;
	}

	private Response whileRefusing() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		try {
			return new Http(this.small).get("/health");
		}
		finally {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/** Holds a stream open until the test ends, and answers by its headers. */
	private Response stream(int port) {
		try {
			Socket socket = new Socket("127.0.0.1", port);
			this.open.add(socket);
			socket.getOutputStream()
				.write("GET /statistics/stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
			return new Http(port).send("HEAD", "/statistics/stream", "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void fill() {
		String now = Instant.now().toString();
		String events = EVENT.replace("2026-11-23T14:30:00Z", now) + ",";
		post(this.small, "/events", "[" + events.repeat(799) + events.substring(0, events.length() - 1) + "]");
		for (int i = 0; i < 200; i++) {
			post(this.small, "/event", EVENT.replace("2026-11-23T14:30:00Z", now));
		}
	}

	private static Response post(int port, String path, String body, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = JSON;
		return new Http(port).send("POST", path, body, all);
	}

	@Override
	public void close() throws IOException {
		for (Socket stream : this.open) {
			stream.close();
		}
	}

}
