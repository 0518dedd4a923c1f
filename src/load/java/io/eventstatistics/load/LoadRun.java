package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What requests cost the server: throughput, latency and the server's CPU time a request,
 * beside an empty twin in the same run. {@code ./mvnw -Pload verify}, about five minutes;
 * {@code -Dseconds=3} for a shorter and less steady one.
 */
public final class LoadRun {

	private static final int CONNECTIONS = 16;

	private static final int WARM_UP = 3;

	private static final String NDJSON = "application/x-ndjson";

	private final SplittableRandom random = new SplittableRandom(42);

	private final long millis;

	private LoadRun(long millis) {
		this.millis = millis;
	}

	/**
	 * Runs the load.
	 * @param args the service's jar, and the seconds of one measurement
	 * @throws Exception if a server does not start or answer
	 */
	public static void main(String[] args) throws Exception {
		new LoadRun(1000 * Long.parseLong(args[1])).run(args[0]);
	}

	private void run(String jar) throws Exception {
		List<String> twinCommand = List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"),
				EmptyTwin.class.getName());
		System.out.printf("%nJDK %s, %d connections%n", Runtime.version(), CONNECTIONS);
		System.out.println("| request | requests/s | p50 ms | p99 ms | server CPU us/request | the twin's | ratio |");
		System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
		try (Server service = Server.start(List.of("-Xmx2g", "-jar", jar));
				Server twin = Server.start(twinCommand, "--spring.config.location=optional:classpath:/twin/")) {
			byte[][] events = events();
			warmUp(service, twin, events);
			compare("POST /event", service, twin, events);
		}
		try (Server service = Server.start(List.of("-Xmx2g", "-jar", jar));
				Server twin = Server.start(twinCommand, "--spring.config.location=optional:classpath:/twin/")) {
			byte[][] get = { Client.request("GET /statistics", "", new byte[0]) };
			warmUp(service, twin, get);
			compare("GET /statistics, empty", service, twin, get);
			fill(service, 1_000_000);
			compare("GET /statistics, 1 M events", service, twin, get);
			fill(service, 9_000_000);
			compare("GET /statistics, 10 M events", service, twin, get);
		}
		for (int size : new int[] { 1_000, 5_000, 10_000 }) {
			try (Server service = Server.start(List.of("-Xmx8g", "-jar", jar))) {
				batches(service, size);
			}
		}
	}

	/** Measures the service and the twin in turn, twice. */
	private void compare(String name, Server service, Server twin, byte[][] requests) throws Exception {
		Measured ours = measure(service, requests);
		Measured theirs = measure(twin, requests);
		ours = ours.and(measure(service, requests));
		theirs = theirs.and(measure(twin, requests));
		System.out.printf(Locale.ROOT, "| %s | %,.0f | %.2f | %.2f | %.1f | %.1f | %.2f |%n", name, ours.perSecond(),
				ours.answers().millisAt(0.5), ours.answers().millisAt(0.99), ours.cpuMicros(), theirs.cpuMicros(),
				ours.cpuMicros() / theirs.cpuMicros());
	}

	private void warmUp(Server service, Server twin, byte[][] requests) throws Exception {
		Client.send(service.port, CONNECTIONS, WARM_UP * this.millis, requests);
		Client.send(twin.port, CONNECTIONS, WARM_UP * this.millis, requests);
	}

	private void batches(Server service, int size) throws Exception {
		byte[][] requests = { batch(size), batch(size), batch(size), batch(size) };
		Client.send(service.port, 2, this.millis, requests);
		Duration before = service.cpu();
		Measured measured = new Measured(before, Client.send(service.port, 2, this.millis, requests), this.millis)
			.until(service.cpu());
		System.out.printf(Locale.ROOT,
				"| POST /events, NDJSON of %,d: %,.0f events/s, %.3f us of CPU an event | %,.0f | %.2f | %.2f | %.1f | | |%n",
				size, size * measured.perSecond(), measured.cpuMicros() / size, measured.perSecond(),
				measured.answers().millisAt(0.5), measured.answers().millisAt(0.99), measured.cpuMicros());
		if (measured.answers().withStatus(201) < measured.answers().count()) {
			System.out.println("  answers: " + measured.answers().statuses());
		}
	}

	private Measured measure(Server server, byte[][] requests) throws Exception {
		Duration before = server.cpu();
		return new Measured(before, Client.send(server.port, CONNECTIONS, this.millis, requests), this.millis)
			.until(server.cpu());
	}

	private void fill(Server service, int events) throws Exception {
		for (int sent = 0; sent < events; sent += 50_000) {
			byte[] batch = batch(50_000);
			Client.send(service.port, 1, 1, batch);
		}
	}

	private byte[][] events() {
		byte[][] requests = new byte[1000][];
		for (int i = 0; i < requests.length; i++) {
			requests[i] = Client.request("POST /event", "application/json", event().getBytes(StandardCharsets.US_ASCII));
		}
		return requests;
	}

	private byte[] batch(int size) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < size; i++) {
			body.writeBytes((event() + "\n").getBytes(StandardCharsets.US_ASCII));
		}
		return Client.request("POST /events", NDJSON, body.toByteArray());
	}

	private String event() {
		return "{\"timestamp\":\"%s\",\"value\":%.2f}".formatted(Instant.now().minusMillis(this.random.nextInt(600_000)),
				this.random.nextDouble() * 100);
	}

	private record Measured(Duration cpu, Client.Answers answers, long millis) {

		Measured until(Duration end) {
			return new Measured(end.minus(this.cpu), this.answers, this.millis);
		}

		Measured and(Measured more) {
			long[] latencies = new long[this.answers.count() + more.answers.count()];
			System.arraycopy(this.answers.latencies(), 0, latencies, 0, this.answers.count());
			System.arraycopy(more.answers.latencies(), 0, latencies, this.answers.count(), more.answers.count());
			Arrays.sort(latencies);
			return new Measured(this.cpu.plus(more.cpu), new Client.Answers(latencies, this.answers.statuses()),
					this.millis + more.millis);
		}

		double perSecond() {
			return 1000.0 * this.answers.count() / this.millis;
		}

		double cpuMicros() {
			return this.cpu.toNanos() / 1000.0 / this.answers.count();
		}

	}

}
