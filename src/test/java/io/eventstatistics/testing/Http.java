package io.eventstatistics.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain HTTP client of the service under test.
 */
public final class Http {

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	private final String base;

	/**
	 * Creates a client.
	 * @param port of the service on this machine
	 */
	public Http(int port) {
		this.base = "http://127.0.0.1:" + port;
	}

	/**
	 * Makes a request.
	 * @param method the method
	 * @param path the path, with its query
	 * @param body the body, or an empty text for none
	 * @param headers names and values in turn
	 * @return the response
	 */
	public Response send(String method, String path, String body, String... headers) {
		return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	/**
	 * Makes a request.
	 * @param method the method
	 * @param path the path, with its query
	 * @param body the body, empty for none
	 * @param headers names and values in turn
	 * @return the response
	 */
	public Response send(String method, String path, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.base + path))
			.method(method, (body.length == 0) ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request.build());
	}

	/**
	 * Makes a GET request.
	 * @param path the path, with its query
	 * @param headers names and values in turn
	 * @return the response
	 */
	public Response get(String path, String... headers) {
		return send("GET", path, "", headers);
	}

	/**
	 * Posts JSON to /event.
	 * @param body the body
	 * @return the response
	 */
	public Response postEvent(String body) {
		return send("POST", "/event", body, "Content-Type", "application/json");
	}

	/**
	 * Posts an event.
	 * @param timestamp of the event
	 * @param value of the event
	 * @return the response
	 */
	public Response postEvent(Instant timestamp, Object value) {
		return postEvent("{\"timestamp\": \"%s\", \"value\": %s}".formatted(timestamp, value));
	}

	private Response send(HttpRequest request) {
		try {
			HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
			return new Response(response);
		}
		catch (IOException ex) {
			throw new IllegalStateException(request + " failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A response.
	 *
	 * @param http as it came
	 */
	public record Response(HttpResponse<String> http) {

		/**
		 * Returns the status.
		 * @return the status code
		 */
		public int status() {
			return this.http.statusCode();
		}

		/**
		 * Returns the body.
		 * @return the body as text
		 */
		public String body() {
			return this.http.body();
		}

		/**
		 * Returns the body as JSON.
		 * @return the body, parsed
		 */
		public JsonNode json() {
			return json.readTree(this.http.body());
		}

		/**
		 * Returns a header.
		 * @param name its name
		 * @return its first value, or an empty text
		 */
		public String header(String name) {
			return this.http.headers().firstValue(name).orElse("");
		}

	}

}
