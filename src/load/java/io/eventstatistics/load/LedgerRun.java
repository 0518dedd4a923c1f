package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The cost of a ledger: the service without one, with one in a directory that is synced
 * always and every second, with one in a Redis and one in a Kafka, in turn, all on this
 * machine's cores and this disk; the size of an event and the pace of a replay. The marks
 * are printed at the end. {@code ./mvnw -Pload verify -Drun=LedgerRun}, about twelve
 * minutes. A smoke run: {@code -Dseconds=1}.
 */
public final class LedgerRun {

	private static final int CONNECTIONS = 64;

	private static final int ROUNDS = 3;

	private static final int WARM_UP = 4;

	private static final int BATCH = 5_000;

	/** Seconds of a replay for each second of a measurement. */
	private static final int BATCHES_PER_SECOND = 200;

	private static final long MINUTE_NANOS = 60_000_000_000L;

	/** Some events of an hour leave before they are replayed. */
	private static final long NEARLY_AN_HOUR_NANOS = 58 * MINUTE_NANOS;

	private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

	private static final Pattern REPLAYED = Pattern.compile("replayed ([\\d,]+) events in ([\\d.]+) s");

	private static final HttpClient http = HttpClient.newHttpClient();

	private final SplittableRandom random = new SplittableRandom(42);

	private final List<Mark> marks = new ArrayList<>();

	private final String jar;

	private final long millis;

	private LedgerRun(String jar, long millis) {
		this.jar = jar;
		this.millis = millis;
	}

	/**
	 * Runs the load.
	 * @param args the service's jar, and the seconds of one measurement
	 * @throws Exception if a server does not start or answer
	 */
	public static void main(String[] args) throws Exception {
		LedgerRun run = new LedgerRun(args[0], 1000 * Long.parseLong(args[1]));
		System.out.printf("%nJDK %s, %d connections, one replica%n", Runtime.version(), CONNECTIONS);
		run.load();
		run.replays("file");
		run.replays("redis");
		run.replays("kafka");
		System.out.printf("%n" + Mark.HEAD + "%n");
		run.marks.forEach(System.out::println);
	}

	private void load() throws Exception {
		System.out.println("| figure | none | file, always | ratio | file, everysec | ratio"
				+ " | Redis, everysec | ratio | Kafka | ratio |");
		System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
		try (Store always = Store.open("file", "always");
				Store everysec = Store.open("file", "everysec");
				Store redis = Store.open("redis", "everysec");
				Store kafka = Store.open("kafka", "")) {
			List<Server> servers = List.of(service(), service(always), service(everysec), service(redis), service(kafka));
			try {
				double[] singles = compare("POST /event: requests/s", servers, CONNECTIONS, 1, events());
				this.marks.add(new Mark("single POSTs, always: of none", singles[1] / singles[0], 0.5, 0.7));
				this.marks.add(new Mark("single POSTs, everysec: of none", singles[2] / singles[0], 0.8, 0.95));
				long bytes = always.bytes();
				long events = count(servers.get(1));
				this.marks.add(new Mark("bytes an event, singles", (double) bytes / events, 20, 17));
				compare("GET /statistics: requests/s", servers, CONNECTIONS, 1,
						new byte[][] { Client.request("GET /statistics", "", new byte[0]) });
				double[] batches = compare("POST /events, NDJSON of 5,000: events/s", servers, 2, BATCH,
						new byte[][] { batch(), batch(), batch(), batch() });
				this.marks.add(new Mark("batches of 5,000, always: of none", batches[1] / batches[0], 0.7, 0.9));
				this.marks.add(new Mark("batches of 5,000, Kafka: of Redis", batches[4] / batches[3], 0.8, 1.2));
				this.marks.add(new Mark("bytes an event, batches",
						(double) (always.bytes() - bytes) / (count(servers.get(1)) - events), 17, 13));
			}
			finally {
				servers.forEach(Server::close);
			}
		}
	}

	private Server service(Store store) throws Exception {
		return Server.start(List.of("-Xmx4g", "-jar", this.jar), store.settings());
	}

	private Server service() throws Exception {
		return Server.start(List.of("-Xmx4g", "-jar", this.jar));
	}

	/** Measures the servers in turn, several times; the median of the rounds counts. */
	private double[] compare(String name, List<Server> servers, int connections, int perRequest, byte[][] requests)
			throws Exception {
		for (Server server : servers) {
			Client.send(server.port, connections, WARM_UP * this.millis, requests);
		}
		double[][] rounds = new double[servers.size()][ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			for (int j = 0; j < servers.size(); j++) {
				Client.Answers answers = Client.send(servers.get(j).port, connections, this.millis, requests);
				long good = answers.withStatus(201) + answers.withStatus(200);
				if (good < answers.count()) {
					System.out.println("  answers: " + answers.statuses());
				}
				rounds[j][i] = 1000.0 * perRequest * good / this.millis;
			}
		}
		double[] medians = IntStream.range(0, rounds.length).mapToDouble((server) -> median(rounds[server])).toArray();
		StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %s | %,.0f |", name, medians[0]));
		for (int i = 1; i < medians.length; i++) {
			line.append(String.format(Locale.ROOT, " %,.0f | %.2f |", medians[i], medians[i] / medians[0]));
		}
		System.out.println(line);
		return medians;
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private void replays(String kind) throws Exception {
		int batches = (int) (BATCHES_PER_SECOND * this.millis / 1000);
		long events = (long) batches * BATCH;
		long step = NEARLY_AN_HOUR_NANOS / events;
		double inOrder = replay(kind, batches, (index) -> index * step);
		double anyOrder = replay(kind, batches, (index) -> this.random.nextLong(NEARLY_AN_HOUR_NANOS));
		System.out.printf(Locale.ROOT,
				"replay at start from %s, %,d events over the hour: in order %.1f, random %.1f million events/s%n", kind,
				events, inOrder, anyOrder);
		if (kind.equals("file")) {
			this.marks.add(new Mark("replay in order, million events/s", inOrder, 10, 20));
			this.marks.add(new Mark("replay at random, million events/s", anyOrder, 5, 10));
		}
	}

	/** A service that starts states how many events it has replayed and how long it took. */
	private double replay(String kind, int batches, LongUnaryOperator offset) throws Exception {
		try (Store store = Store.open(kind, "everysec")) {
			try (Server service = service(store)) {
				Instant start = Instant.now().minusNanos(NEARLY_AN_HOUR_NANOS);
				for (int i = 0; i < batches; i++) {
					long first = (long) i * BATCH;
					Client.send(service.port, 1, 1, batch(start, (index) -> offset.applyAsLong(first + index)));
				}
				service.stop(Duration.ofSeconds(20));
			}
			double[] paces = new double[ROUNDS];
			for (int i = 0; i < ROUNDS; i++) {
				try (Server service = service(store)) {
					paces[i] = pace(service) / 1e6;
					service.stop(Duration.ofSeconds(20));
				}
			}
			return median(paces);
		}
	}

	private static double pace(Server service) throws Exception {
		while (!get(service, "/health").contains("\"healthy\"")) {
			Thread.sleep(100);
		}
		double pace = 0;
		Matcher replayed = REPLAYED.matcher(Files.readString(service.log()));
		while (replayed.find()) {
			pace = Long.parseLong(replayed.group(1).replace(",", "")) / Double.parseDouble(replayed.group(2));
		}
		return pace;
	}

	private static long count(Server service) throws Exception {
		Matcher count = COUNT.matcher(get(service, "/statistics"));
		return count.find() ? Long.parseLong(count.group(1)) : 0;
	}

	private static String get(Server server, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + path)).build();
		return http.send(request, BodyHandlers.ofString()).body();
	}

	private byte[][] events() {
		byte[][] requests = new byte[1000][];
		Instant start = Instant.now().minusNanos(10 * MINUTE_NANOS);
		for (int i = 0; i < requests.length; i++) {
			requests[i] = Client.request("POST /event", "application/json",
					event(start, this.random.nextLong(10 * MINUTE_NANOS)).getBytes(StandardCharsets.US_ASCII));
		}
		return requests;
	}

	private byte[] batch() {
		return batch(Instant.now().minusNanos(10 * MINUTE_NANOS), (index) -> this.random.nextLong(10 * MINUTE_NANOS));
	}

	private byte[] batch(Instant start, LongUnaryOperator offset) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < BATCH; i++) {
			body.writeBytes((event(start, offset.applyAsLong(i)) + "\n").getBytes(StandardCharsets.US_ASCII));
		}
		return Client.request("POST /events", "application/x-ndjson", body.toByteArray());
	}

	private String event(Instant start, long offsetNanos) {
		return "{\"timestamp\":\"" + start.plusNanos(offsetNanos) + "\",\"value\":" + this.random.nextInt(10_000) / 100.0
				+ "}";
	}

}
