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
 * Measures throughput, latency and the server's CPU time a request, and compares the CPU
 * time with that of two empty applications in the same run ({@link Twin}).
 * {@code ./mvnw -Pload verify} takes about seven minutes; {@code -Dseconds=3} is shorter
 * and less steady.
 */
public final class LoadRun {

	private static final int CONNECTIONS = 16;

	private static final int WARM_UP = 3;

	private static final String HEAP = "-Xmx2g";

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
		System.out.printf("%nJDK %s, %d connections, CPU in us a request%n", Runtime.version(), CONNECTIONS);
		System.out.println("| request | requests/s | p50 ms | p99 ms | CPU | plain twin | ratio | tuned twin | ratio |");
		System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
		try (Servers servers = Servers.start(jar)) {
			byte[][] events = events();
			warmUp(servers, events);
			compare("POST /event", servers, events);
		}
		try (Servers servers = Servers.start(jar)) {
			byte[][] get = { Client.request("GET /statistics", "", new byte[0]) };
			warmUp(servers, get);
			compare("GET /statistics, empty", servers, get);
			fill(servers.service(), 1_000_000);
			compare("GET /statistics, 1 M events", servers, get);
			fill(servers.service(), 9_000_000);
			compare("GET /statistics, 10 M events", servers, get);
		}
		for (int size : new int[] { 1_000, 5_000, 10_000 }) {
			try (Server service = Server.start(List.of("-Xmx8g", "-jar", jar))) {
				batches(service, size);
			}
		}
	}

	/** Measures the service and the twins in turn, twice. */
	private void compare(String name, Servers servers, byte[][] requests) throws Exception {
		Measured ours = measure(servers.service(), requests);
		Measured plain = measure(servers.plain(), requests);
		Measured tuned = measure(servers.tuned(), requests);
		ours = ours.and(measure(servers.service(), requests));
		plain = plain.and(measure(servers.plain(), requests));
		tuned = tuned.and(measure(servers.tuned(), requests));
		System.out.printf(Locale.ROOT, "| %s | %,.0f | %.2f | %.2f | %.1f | %.1f | %.2f | %.1f | %.2f |%n", name,
				ours.perSecond(), ours.answers().millisAt(0.5), ours.answers().millisAt(0.99), ours.cpuMicros(),
				plain.cpuMicros(), ours.cpuMicros() / plain.cpuMicros(), tuned.cpuMicros(),
				ours.cpuMicros() / tuned.cpuMicros());
	}

	private void warmUp(Servers servers, byte[][] requests) throws Exception {
		for (Server server : servers.all()) {
			Client.send(server.port, CONNECTIONS, WARM_UP * this.millis, requests);
		}
	}

	private void batches(Server service, int size) throws Exception {
		byte[][] requests = { batch(size), batch(size), batch(size), batch(size) };
		Client.send(service.port, 2, this.millis, requests);
		Duration before = service.cpu();
		Measured measured = new Measured(before, Client.send(service.port, 2, this.millis, requests), this.millis)
			.until(service.cpu());
		System.out.printf(Locale.ROOT,
				"| POST /events, NDJSON of %,d: %,.0f events/s, %.3f us of CPU an event | %,.0f | %.2f | %.2f | %.1f | | | | |%n",
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

	private record Servers(Server service, Server plain, Server tuned) implements AutoCloseable {

		static Servers start(String jar) throws Exception {
			return new Servers(Server.start(List.of(HEAP, "-jar", jar)), Twin.PLAIN.start(HEAP), Twin.TUNED.start(HEAP));
		}

		List<Server> all() {
			return List.of(this.service, this.plain, this.tuned);
		}

		@Override
		public void close() {
			all().forEach(Server::close);
		}

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
