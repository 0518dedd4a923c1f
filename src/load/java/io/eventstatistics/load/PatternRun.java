package io.eventstatistics.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Batches of 5,000 events over HTTP, by how their events lie in time: each kind against
 * the one that is spread evenly over a minute, on the same server, in turn.
 * {@code ./mvnw -Pload verify -Drun=PatternRun}, about three minutes.
 */
public final class PatternRun {

	private static final int SIZE = 5000;

	private static final String LINE = "{\"timestamp\":\"%s\",\"value\":%.2f}\n";

	private static final int LENGTH = "{\"timestamp\":\"2026-11-28T00:00:00.000000000Z\",\"value\":10.00}\n".length();

	/** Over so many seconds up to now the events lie. */
	private static final int SPREAD = 3300;

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
			List<Supplier<byte[]>> even = bodies(Pattern.EVENLY_OVER_A_MINUTE);
			List<Supplier<byte[]>> bodies = bodies(pattern);
			Client.send(service.port, this.millis, even);
			Client.send(service.port, this.millis, bodies);
			Rate baseline = measure(service, even);
			Rate rate = measure(service, bodies);
			baseline = baseline.and(measure(service, even));
			rate = rate.and(measure(service, bodies));
			System.out.printf(Locale.ROOT, "| %s | %.2f | %.3f | %.2f | %.2f |%n",
					pattern.name().toLowerCase(Locale.ROOT).replace('_', ' '), rate.perMicro(), rate.cpuMicros(),
					rate.perMicro() / baseline.perMicro(), rate.cpuMicros() / baseline.cpuMicros());
		}
	}

	private Rate measure(Server service, List<Supplier<byte[]>> bodies) throws Exception {
		Duration before = service.cpu();
		Client.Answers answers = Client.send(service.port, this.millis, bodies);
		if (answers.withStatus(201) < answers.count()) {
			System.out.println("  answers: " + answers.statuses());
		}
		return new Rate((long) SIZE * answers.withStatus(201), 1000 * this.millis,
				service.cpu().minus(before).toNanos() / 1000);
	}

	/** Bodies of each connection, none of which has an instant of one before it. */
	private List<Supplier<byte[]>> bodies(Pattern pattern) {
		List<Supplier<byte[]>> bodies = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			bodies.add(new MovingBody(pattern, i, this.random.split()));
		}
		return bodies;
	}

	/** A body whose timestamps move by some seconds each time that it is sent. */
	private static final class MovingBody implements Supplier<byte[]> {

		private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

		private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'")
			.withZone(ZoneOffset.UTC);

		private final Instant start = Instant.now().minusSeconds(SPREAD);

		private final long[] offsets = new long[SIZE];

		private final byte[] request;

		private final int firstTime;

		private int sent;

		MovingBody(Pattern pattern, int connection, SplittableRandom random) {
			StringBuilder body = new StringBuilder();
			for (int i = 0; i < SIZE; i++) {
				long offset = pattern.offset(i, random) + connection * 500_000_000L;
				this.offsets[i] = offset / SECOND;
				body.append(String.format(Locale.ROOT, LINE, NANOS.format(Instant.ofEpochSecond(0, offset)), random.nextDouble(10, 99.9)));
			}
			this.request = Client.request("POST /events", "application/x-ndjson",
					body.toString().getBytes(StandardCharsets.US_ASCII));
			this.firstTime = this.request.length - SIZE * LENGTH + LINE.indexOf('%') + "2026-11-28T".length();
		}

		@Override
		public byte[] get() {
			long second = this.start.getEpochSecond() + this.sent++ % (SPREAD - 120);
			byte[][] times = new byte[61][];
			byte[] date = NANOS.format(this.start).substring(0, 11).getBytes(StandardCharsets.US_ASCII);
			for (int i = 0; i < SIZE; i++) {
				int offset = (int) this.offsets[i];
				if (times[offset] == null) {
					times[offset] = TIME.format(Instant.ofEpochSecond(second + offset)).getBytes(StandardCharsets.US_ASCII);
				}
				int place = this.firstTime + i * LENGTH;
				System.arraycopy(date, 0, this.request, place - date.length, date.length);
				System.arraycopy(times[offset], 0, this.request, place, times[offset].length);
			}
			return this.request;
		}

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

		EVENLY_OVER_A_MINUTE, RANDOM_OVER_A_MINUTE, REVERSE_OVER_A_MINUTE, WHOLE_SECONDS, IN_ORDER_WITHIN_A_SECOND,
		RANDOM_WITHIN_A_SECOND, RANDOM_WITHIN_10_MS, RANDOM_WITHIN_1_US, ONE_INSTANT, TWO_INSTANTS_IN_TURN;

		/** Returns where an event of a body lies, in nanoseconds, within a minute. */
		long offset(int index, SplittableRandom random) {
			return switch (this) {
				case EVENLY_OVER_A_MINUTE -> index * (60 * SECOND / SIZE);
				case RANDOM_OVER_A_MINUTE -> random.nextLong(60 * SECOND);
				case REVERSE_OVER_A_MINUTE -> (SIZE - index) * (60 * SECOND / SIZE);
				case WHOLE_SECONDS -> index * 60 / SIZE * SECOND;
				case IN_ORDER_WITHIN_A_SECOND -> index * (SECOND / SIZE);
				case RANDOM_WITHIN_A_SECOND -> random.nextLong(SECOND);
				case RANDOM_WITHIN_10_MS -> random.nextLong(SECOND / 100);
				case RANDOM_WITHIN_1_US -> random.nextLong(1000);
				case ONE_INSTANT -> 0;
				case TWO_INSTANTS_IN_TURN -> index % 2 * 30 * SECOND;
			};
		}

	}

}
