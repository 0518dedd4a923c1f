package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Batches of 5,000 events over HTTP, by how their events lie in time: each kind against
 * the one that is spread evenly over a minute, on the same server, in turn.
 * {@code ./mvnw -Pload verify -Drun=PatternRun}, about three minutes.
 */
public final class PatternRun {

	private static final int SIZE = 5000;

	private static final int BODIES = 48;

	private static final int CONNECTIONS = 2;

	private static final long SECOND = 1_000_000_000;

	private final SplittableRandom random = new SplittableRandom(42);

	private final long millis;

	private PatternRun(long millis) {
		this.millis = millis;
	}

	/**
	 * Runs the load.
	 * @param args the service's jar, and the seconds of one measurement
	 * @throws Exception if a server does not start or answer
	 */
	public static void main(String[] args) throws Exception {
		PatternRun run = new PatternRun(1000 * Long.parseLong(args[1]));
		System.out.printf("%nJDK %s, NDJSON batches of %,d, %d connections%n", Runtime.version(), SIZE, CONNECTIONS);
		System.out.println("| pattern | M events/s | CPU us an event | events/s against evenly spread | CPU against it |");
		System.out.println("| --- | --- | --- | --- | --- |");
		for (Pattern pattern : Pattern.values()) {
			run.compare(args[0], pattern);
		}
	}

	private void compare(String jar, Pattern pattern) throws Exception {
		try (Server service = Server.start(List.of("-Xmx8g", "-jar", jar))) {
			byte[][] even = bodies(Pattern.EVENLY_OVER_A_MINUTE);
			byte[][] bodies = bodies(pattern);
			Client.send(service.port, CONNECTIONS, this.millis, even);
			Client.send(service.port, CONNECTIONS, this.millis, bodies);
			Rate baseline = measure(service, even);
			Rate rate = measure(service, bodies);
			baseline = baseline.and(measure(service, even));
			rate = rate.and(measure(service, bodies));
			System.out.printf(Locale.ROOT, "| %s | %.2f | %.3f | %.2f | %.2f |%n",
					pattern.name().toLowerCase(Locale.ROOT).replace('_', ' '), rate.perMicro(), rate.cpuMicros(),
					rate.perMicro() / baseline.perMicro(), rate.cpuMicros() / baseline.cpuMicros());
		}
	}

	private Rate measure(Server service, byte[][] bodies) throws Exception {
		Duration before = service.cpu();
		Client.Answers answers = Client.send(service.port, CONNECTIONS, this.millis, bodies);
		if (answers.withStatus(201) < answers.count()) {
			System.out.println("  answers: " + answers.statuses());
		}
		return new Rate((long) SIZE * answers.withStatus(201), 1000 * this.millis,
				service.cpu().minus(before).toNanos() / 1000);
	}

	private byte[][] bodies(Pattern pattern) {
		byte[][] bodies = new byte[BODIES][];
		Instant now = Instant.now();
		for (int b = 0; b < BODIES; b++) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			for (int i = 0; i < SIZE; i++) {
				Instant timestamp = now.minusNanos(pattern.age(b, i, this.random));
				body.writeBytes("{\"timestamp\":\"%s\",\"value\":%.2f}%n"
					.formatted(timestamp, this.random.nextDouble() * 100)
					.getBytes(StandardCharsets.US_ASCII));
			}
			bodies[b] = Client.request("POST /events", "application/x-ndjson", body.toByteArray());
		}
		return bodies;
	}

	private record Rate(long events, long micros, long cpu) {

		Rate and(Rate more) {
			return new Rate(this.events + more.events, this.micros + more.micros, this.cpu + more.cpu);
		}

		double perMicro() {
			return (double) this.events / this.micros;
		}

		double cpuMicros() {
			return (double) this.cpu / this.events;
		}

	}

	private enum Pattern {

		EVENLY_OVER_A_MINUTE, RANDOM_OVER_THE_HOUR, WHOLE_SECONDS, IN_ORDER_WITHIN_A_SECOND, RANDOM_WITHIN_A_SECOND,
		RANDOM_WITHIN_10_MS, RANDOM_WITHIN_1_US, ONE_INSTANT, TWO_INSTANTS_IN_TURN, REVERSE_OVER_A_MINUTE;

		/** Returns how many nanoseconds before now an event of a body lies. */
		long age(int body, int index, SplittableRandom random) {
			long start = (BODIES - body) * 10 * SECOND;
			return switch (this) {
				case EVENLY_OVER_A_MINUTE -> start - index * (60 * SECOND / SIZE);
				case RANDOM_OVER_THE_HOUR -> random.nextLong(3000 * SECOND);
				case WHOLE_SECONDS -> start - index * 60 / SIZE * SECOND;
				case IN_ORDER_WITHIN_A_SECOND -> start - index * (SECOND / SIZE);
				case RANDOM_WITHIN_A_SECOND -> start - random.nextLong(SECOND);
				case RANDOM_WITHIN_10_MS -> start - random.nextLong(SECOND / 100);
				case RANDOM_WITHIN_1_US -> start - random.nextLong(1000);
				case ONE_INSTANT -> start;
				case TWO_INSTANTS_IN_TURN -> start + index % 2 * 1800 * SECOND;
				case REVERSE_OVER_A_MINUTE -> start + index * (60 * SECOND / SIZE);
			};
		}

	}

}
