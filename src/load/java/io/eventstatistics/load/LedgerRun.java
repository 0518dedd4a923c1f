package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;


/**
 * What a ledger costs: the service without it, and with one that is written through every
 * second and always, in turn, all on this machine's cores; the size of an event and the
 * pace of a replay. In Redis, then in a directory. {@code ./mvnw -Pload verify -Drun=LedgerRun}, about
 * sixteen minutes.
 */
public final class LedgerRun {

	private static final int CONNECTIONS = 64;

	private static final int ROUNDS = 3;

	private static final int WARM_UP = 4;

	private static final int BATCHES_IN_ORDER = 2_000;

	private static final int BATCH = 5_000;

	private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

	private static final Pattern REPLAYED = Pattern.compile("Replayed (\\d+) events in (\\d+) ms");

	private static final HttpClient http = HttpClient.newHttpClient();

	private final SplittableRandom random = new SplittableRandom(42);

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
		run.run("redis");
		run.run("file");
	}

	private void run(String kind) throws Exception {
		System.out.printf("%nJDK %s, %d connections, one replica, ledger in %s%n", Runtime.version(), CONNECTIONS, kind);
		System.out.println("| figure | without | everysec | ratio | always | ratio |");
		System.out.println("| --- | --- | --- | --- | --- | --- |");
		try (Store everysec = Store.open(kind, "everysec"); Store always = Store.open(kind, "always")) {
			List<Server> servers = List.of(service(), service(everysec), service(always));
			try {
				compare("POST /event: requests/s", servers, CONNECTIONS, 1, events());
				size("bytes an event, single events", servers.get(1), everysec);
				compare("GET /statistics: requests/s", servers, CONNECTIONS, 1,
						new byte[][] { Client.request("GET /statistics", "", new byte[0]) });
				compare("POST /events, NDJSON of 5,000: events/s", servers, 2, BATCH,
						new byte[][] { batch(), batch(), batch(), batch() });
				size("bytes an event, with batches", servers.get(1), everysec);
			}
			finally {
				servers.forEach(Server::close);
			}
			replay("replay at start, the same events: events/s", everysec);
		}
		try (Store store = Store.open(kind, "everysec")) {
			try (Server service = service(store)) {
				Instant start = Instant.now().minusSeconds(600);
				for (int i = 0; i < BATCHES_IN_ORDER; i++) {
					Client.send(service.port, 1, 1, batchInOrder(start.plusMillis(250L * i)));
				}
			}
			replay("replay at start, events in order: events/s", store);
		}
	}

	private Server service(Store store) throws Exception {
		return Server.start(List.of("-Xmx4g", "-jar", this.jar), store.settings());
	}

	private Server service() throws Exception {
		return Server.start(List.of("-Xmx4g", "-jar", this.jar));
	}

	/** Measures the servers in turn, several times; the median round counts. */
	private void compare(String name, List<Server> servers, int connections, int perRequest, byte[][] requests)
			throws Exception {
		for (Server server : servers) {
			Client.send(server.port, connections, WARM_UP * this.millis, requests);
		}
		List<double[]> rounds = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			double[] perSecond = new double[servers.size()];
			for (int j = 0; j < perSecond.length; j++) {
				Client.Answers answers = Client.send(servers.get(j).port, connections, this.millis, requests);
				long good = answers.withStatus(201) + answers.withStatus(200);
				if (good < answers.count()) {
					System.out.println("  answers: " + answers.statuses());
				}
				perSecond[j] = 1000.0 * perRequest * good / this.millis;
			}
			rounds.add(perSecond);
		}
		double without = median(rounds, 0);
		System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f | %,.0f | %.2f |%n", name, without, median(rounds, 1),
				median(rounds, 1) / without, median(rounds, 2), median(rounds, 2) / without);
	}

	private static double median(List<double[]> rounds, int server) {
		double[] sorted = rounds.stream().mapToDouble((round) -> round[server]).sorted().toArray();
		return sorted[sorted.length / 2];
	}

	private void size(String name, Server service, Store store) throws Exception {
		long events = count(service);
		System.out.printf(Locale.ROOT, "| %s: %,d events | | %.1f | | | |%n", name, events,
				(double) store.bytes() / events);
	}

	/** A service that starts tells in its log how long its replay took. */
	private void replay(String name, Store store) throws Exception {
		List<Double> paces = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			try (Server service = service(store)) {
				while (!get(service, "/health").contains("\"healthy\"")) {
					Thread.sleep(100);
				}
				Matcher replayed = REPLAYED.matcher(Files.readString(Path.of("target", "load-" + service.port + ".log")));
				replayed.find();
				paces.add(1000.0 * Long.parseLong(replayed.group(1)) / Long.parseLong(replayed.group(2)));
			}
		}
		paces.sort(null);
		System.out.printf(Locale.ROOT, "| %s | | %,.0f | | | |%n", name, paces.get(ROUNDS / 2));
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
		for (int i = 0; i < requests.length; i++) {
			requests[i] = Client.request("POST /event", "application/json", event().getBytes(StandardCharsets.US_ASCII));
		}
		return requests;
	}

	private byte[] batch() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < BATCH; i++) {
			body.writeBytes((event() + "\n").getBytes(StandardCharsets.US_ASCII));
		}
		return Client.request("POST /events", "application/x-ndjson", body.toByteArray());
	}

	private byte[] batchInOrder(Instant start) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < BATCH; i++) {
			body.writeBytes("{\"timestamp\":\"%s\",\"value\":%d}\n".formatted(start.plusNanos(50_000L * i), i)
				.getBytes(StandardCharsets.US_ASCII));
		}
		return Client.request("POST /events", "application/x-ndjson", body.toByteArray());
	}

	private String event() {
		return "{\"timestamp\":\"%s\",\"value\":%.2f}".formatted(Instant.now().minusMillis(this.random.nextInt(600_000)),
				this.random.nextDouble() * 100);
	}

}
