package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a service that has little memory with sparse events: with {@code -Xmx256m} and a
 * window and a skew of seven days, 1.5 million events evenly over fourteen days, in
 * batches that each span all of them. It must acknowledge 1.2 million and refuse the rest
 * with 503, count what it acknowledged, return percentiles and stop on SIGTERM. {@code
 * ./mvnw -Pload verify -Drun=SparseFloodRun}
 */
public final class SparseFloodRun {

	private static final int BATCH = 20_000;

	private static final int BATCHES = 75;

	private static final int ENOUGH = 1_200_000;

	private static final Duration SPAN = Duration.ofDays(14);

	/** Longer than the run, so that no event expires during it. */
	private static final Duration MARGIN = Duration.ofMinutes(10);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

	private static final HttpClient http = HttpClient.newHttpClient();

	private SparseFloodRun() {
	}

	/**
	 * Runs the flood.
	 * @param args the service's jar
	 * @throws Exception if the service does not stand it
	 */
	public static void main(String[] args) throws Exception {
		try (Server service = Server.start(List.of("-Xmx256m", "-jar", args[0]), "--event-statistics.window=7d",
				"--event-statistics.max-clock-skew=7d")) {
			long before = System.nanoTime();
			int acknowledged = flood(service);
			long millis = (System.nanoTime() - before) / 1_000_000;
			long counted = count(get(service, "/statistics"));
			String percentiles = get(service, "/statistics?stats=count,p50,p99.9");
			System.out.printf(Locale.ROOT, "Sparse flood: acknowledged %,d of %,d in %,d ms, counted %,d, %s%n",
					acknowledged, BATCHES * BATCH, millis, counted, percentiles);
			require(acknowledged >= ENOUGH, "at least 1.2 million events are acknowledged");
			require(acknowledged == counted, "what was acknowledged is counted");
			require(count(percentiles) == counted && percentiles.contains("p99.9"), "percentiles are answered");
			require(service.isAlive(), "the service lives");
			require(service.stop(PATIENCE), "the service stops when it is told to");
		}
	}

	private static int flood(Server service) throws Exception {
		Instant start = Instant.now().minus(SPAN.dividedBy(2)).plus(MARGIN);
		long stepNanos = SPAN.minus(MARGIN.multipliedBy(2)).toNanos() / (BATCHES * BATCH);
		int acknowledged = 0;
		for (int batch = 0; batch < BATCHES; batch++) {
			int status = post(service, batch(start, stepNanos, batch));
			require(status == 201 || status == 503, "a batch is answered with 201 or 503 and not " + status);
			acknowledged += (status == 201) ? BATCH : 0;
		}
		return acknowledged;
	}

	/** Every so many events of all, so that each batch spans all of the time. */
	private static byte[] batch(Instant start, long stepNanos, int first) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < BATCH; i++) {
			long place = (long) i * BATCHES + first;
			body.writeBytes("{\"timestamp\":\"%s\",\"value\":%d}\n".formatted(start.plusNanos(place * stepNanos), place)
				.getBytes(StandardCharsets.US_ASCII));
		}
		return body.toByteArray();
	}

	private static int post(Server service, byte[] body) throws IOException, InterruptedException {
		HttpRequest request = request(service, "/events").header("Content-Type", "application/x-ndjson")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		return http.send(request, BodyHandlers.discarding()).statusCode();
	}

	private static String get(Server service, String path) throws IOException, InterruptedException {
		return http.send(request(service, path).build(), BodyHandlers.ofString()).body();
	}

	private static HttpRequest.Builder request(Server service, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port + path)).timeout(PATIENCE);
	}

	private static long count(String statistics) {
		Matcher count = COUNT.matcher(statistics);
		require(count.find(), "statistics have a count");
		return Long.parseLong(count.group(1));
	}

	private static void require(boolean condition, String what) {
		if (!condition) {
			throw new IllegalStateException("not so: " + what);
		}
	}

}
