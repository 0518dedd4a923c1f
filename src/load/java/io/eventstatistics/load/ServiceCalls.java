package io.eventstatistics.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls that runs make of a service on this machine.
 */
final class ServiceCalls {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final JsonMapper json = new JsonMapper();

	private static final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private ServiceCalls() {
	}

	static JsonNode get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.timeout(Duration.ofSeconds(5))
			.build();
		return json.readTree(http.send(request, BodyHandlers.ofString()).body());
	}

	static void awaitReady(int... ports) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		for (int port : ports) {
			while (!isReady(port)) {
				require(System.nanoTime() < end, "the service at port " + port + " is ready within " + PATIENCE);
				Thread.sleep(50);
			}
		}
	}

	private static boolean isReady(int port) throws InterruptedException {
		try {
			return get(port, "/health").get("status").stringValue().equals("healthy");
		}
		catch (IOException ex) {
			return false;
		}
	}

	static void require(boolean condition, String what) {
		if (!condition) {
			throw new IllegalStateException("not so: " + what);
		}
	}

}
