package io.eventstatistics.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The cost of guards a request: the server's CPU time with the meters of requests, tokens
 * and a rate limit that lets all pass, beside a service without any of them, in turn.
 * {@code ./mvnw -Pload verify -Drun=GuardRun}, about five minutes.
 */
public final class GuardRun {

	private static final int CONNECTIONS = 16;

	private static final int WARM_UP = 3;

	private static final int ROUNDS = 3;

	private static final String TOKEN = "token-of-the-load-run";

	private static final String LIMIT = "--event-statistics.rate-limit.events-per-second=100000000";

	private static final String WRITE = "--event-statistics.security.write-tokens=" + TOKEN;

	private static final String READ = "--event-statistics.security.read-tokens=" + TOKEN;

	private GuardRun() {
	}

	/**
	 * Runs the load.
	 * @param args the service's jar, and the seconds of one measurement
	 * @throws Exception if a server does not start or answer
	 */
	public static void main(String[] args) throws Exception {
		long millis = 1000 * Long.parseLong(args[1]);
		List<Guarded> all = new ArrayList<>();
		try {
			all.add(new Guarded("none of them", args[0], "--management.observations.enable.all=false",
					"--management.metrics.enable.all=false"));
			all.add(new Guarded("meters of requests, as by default", args[0]));
			all.add(new Guarded("meters and rate limit", args[0], LIMIT));
			all.add(new Guarded("meters and tokens", args[0], WRITE, READ));
			all.add(new Guarded("meters, tokens and rate limit", args[0], LIMIT, WRITE, READ));
			for (int round = 0; round < WARM_UP; round++) {
				for (Guarded guarded : all) {
					guarded.send(millis);
				}
			}
			all.forEach(Guarded::forget);
			for (int round = 0; round < ROUNDS; round++) {
				for (Guarded guarded : all) {
					guarded.send(millis);
				}
			}
			System.out.printf("%nJDK %s, %d connections%n", Runtime.version(), CONNECTIONS);
			System.out.println("| guards | POST /event, us | ratio | GET /statistics, us | ratio |");
			System.out.println("| --- | --- | --- | --- | --- |");
			for (Guarded guarded : all) {
				System.out.printf(Locale.ROOT, "| %s | %.1f | %.2f | %.1f | %.2f |%n", guarded.name,
						guarded.post.micros(), guarded.post.micros() / all.get(0).post.micros(), guarded.get.micros(),
						guarded.get.micros() / all.get(0).get.micros());
			}
		}
		finally {
			for (Guarded guarded : all) {
				guarded.server.close();
			}
		}
	}

	/** A service with some guards. */
	private static final class Guarded {

		private final String name;

		private final Server server;

		private Cost post = new Cost(Duration.ZERO, 0);

		private Cost get = new Cost(Duration.ZERO, 0);

		Guarded(String name, String jar, String... settings) throws Exception {
			this.name = name;
			this.server = Server.start(List.of("-Xmx1g", "-jar", jar), settings);
		}

		void send(long millis) throws Exception {
			String token = " HTTP/1.1\r\nAuthorization: Bearer %s\r\nX-Rest:".formatted(TOKEN);
			String event = "{\"timestamp\":\"%s\",\"value\":12.5}".formatted(Instant.now());
			this.post = this.post.plus(send(millis, Client.request("POST /event" + token, "application/json",
					event.getBytes(StandardCharsets.US_ASCII)), 201));
			this.get = this.get.plus(send(millis, Client.request("GET /statistics" + token, "", new byte[0]), 200));
		}

		private Cost send(long millis, byte[] request, int status) throws Exception {
			Duration before = this.server.cpu();
			Client.Answers answers = Client.send(this.server.port, CONNECTIONS, millis, request);
			if (answers.withStatus(status) < answers.count()) {
				throw new IllegalStateException(this.name + " answers " + answers.statuses());
			}
			return new Cost(this.server.cpu().minus(before), answers.count());
		}

		void forget() {
			this.post = new Cost(Duration.ZERO, 0);
			this.get = new Cost(Duration.ZERO, 0);
		}

	}

	/** CPU time of some requests. */
	private record Cost(Duration cpu, long requests) {

		Cost plus(Cost more) {
			return new Cost(this.cpu.plus(more.cpu), this.requests + more.requests);
		}

		double micros() {
			return this.cpu.toNanos() / 1000.0 / this.requests;
		}

	}

}
