package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Floods a service that has little memory: with {@code -Xmx160m}, eight clients send
 * batches without a pause. It must answer only 201, 413, 429 or 503, return statistics
 * within a second at all times, survive, count what it acknowledged, and accept events
 * again afterwards. {@code ./mvnw -Pload verify -Drun=FloodRun}
 */
public final class FloodRun {

	private static final int CLIENTS = 8;

	private static final int BATCH = 20_000;

	private static final Set<Integer> ALLOWED = Set.of(201, 413, 429, 503);

	private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

	private static final HttpClient http = HttpClient.newHttpClient();

	private FloodRun() {
	}

	/**
	 * Runs the flood.
	 * @param args the service's jar, and for how many seconds
	 * @throws Exception if the service does not stand it
	 */
	public static void main(String[] args) throws Exception {
		long millis = 1000 * Long.parseLong(args[1]);
		try (Server service = Server.start(List.of("-Xmx160m", "-jar", args[0]), "--event-statistics.window=2m")) {
			byte[] batch = batch();
			CompletableFuture<Client.Answers> flood = CompletableFuture.supplyAsync(() -> flood(service, millis, batch));
			long slowest = 0;
			while (!flood.isDone()) {
				long before = System.nanoTime();
				count(service);
				slowest = Math.max(slowest, System.nanoTime() - before);
				Thread.sleep(50);
			}
			Client.Answers answers = flood.get();
			long acknowledged = answers.withStatus(201) * BATCH;
			long counted = count(service);
			System.out.printf("Flood: answers %s, acknowledged %,d, counted %,d, slowest statistics %,d ms%n",
					answers.statuses(), acknowledged, counted, slowest / 1_000_000);
			require(service.isAlive(), "the service lives");
			require(ALLOWED.containsAll(answers.statuses().keySet()), "only " + ALLOWED);
			require(acknowledged == counted, "what was acknowledged is counted");
			require(slowest < 1_000_000_000, "statistics answer within a second");
			require(answers.withStatus(201) > 0 && answers.withStatus(503) > 0, "some were taken and some refused");
			require(takesEventsAgain(service), "it takes events again");
		}
	}

	private static Client.Answers flood(Server service, long millis, byte[] batch) {
		try {
			return Client.send(service.port, CLIENTS, millis, batch);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** After the events of the flood have expired, which takes the length of the window. */
	private static boolean takesEventsAgain(Server service) throws Exception {
		long end = System.nanoTime() + 150_000_000_000L;
		while (System.nanoTime() < end) {
			if (Client.send(service.port, 1, 1, batch()).withStatus(201) > 0) {
				return true;
			}
			Thread.sleep(1000);
		}
		return false;
	}

	private static long count(Server service) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port + "/statistics"))
			.build();
		Matcher count = COUNT.matcher(http.send(request, BodyHandlers.ofString()).body());
		require(count.find(), "statistics have a count");
		return Long.parseLong(count.group(1));
	}

	private static byte[] batch() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < BATCH; i++) {
			body.writeBytes("{\"timestamp\":\"%s\",\"value\":%d}\n".formatted(Instant.now(), i)
				.getBytes(StandardCharsets.US_ASCII));
		}
		return Client.request("POST /events", "application/x-ndjson", body.toByteArray());
	}

	private static void require(boolean condition, String what) {
		if (!condition) {
			throw new IllegalStateException("not so: " + what);
		}
	}

}
