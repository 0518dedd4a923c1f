package io.eventstatistics.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/**
 * Sends mutated requests over raw sockets to all paths of a service with {@code
 * -Xmx256m}: methods, targets, headers, encodings, framings and bodies. Nothing may be
 * answered with 500, with internals or later than 5 seconds; every error is a problem
 * detail; every connection gets an answer or is closed; the log has no error; at the end
 * what was acknowledged is counted, the service is healthy and obeys SIGTERM. {@code
 * ./mvnw -Pload verify -Drun=FuzzRun -Dseconds=600}; {@code -Dseed} repeats a run, {@code
 * -Drequests} bounds it. A request depends on its seed alone, so that a fault's own seed
 * with {@code -Drequests=1} repeats it. The OpenAPI document is requested once before,
 * because the first request converts it.
 */
public final class FuzzRun {

	private static final int CONNECTIONS = 8;

	/**
	 * The longest window: no event of the last half minute expires, whichever digit is
	 * mutated.
	 */
	static final Duration WINDOW = Duration.ofDays(7);

	private static final Pattern BAD_LOG = Pattern.compile("ERROR|^\\tat |Exception|OutOfMemory");

	private FuzzRun() {
	}

	/**
	 * Runs it.
	 * @param args the service's jar, and for how many seconds at most
	 * @throws Exception if the service does not stand it
	 */
	public static void main(String[] args) throws Exception {
		long seed = Long.parseLong(System.getProperty("seed", "0"));
		seed = (seed != 0) ? seed : System.nanoTime();
		long requests = Long.parseLong(System.getProperty("requests", "2000000"));
		System.out.printf("Fuzz: seed %d, at most %,d requests and %s s%n", seed, requests, args[1]);
		FuzzReport report = new FuzzReport();
		Server service = Server.start(List.of("-Xmx256m", "-jar", args[0]), "--event-statistics.window=" + WINDOW);
		try (service) {
			require(service.isAlive(), "the service starts, see " + service.log());
			ask(service, "/v3/api-docs");
			long end = System.nanoTime() + 1_000_000_000 * Long.parseLong(args[1]);
			List<FuzzClient> clients = send(service, seed, requests, end, report);
			long acknowledged = clients.stream().mapToLong(FuzzClient::acknowledged).sum();
			long unanswered = clients.stream().mapToLong(FuzzClient::unanswered).sum();
			report.print();
			require(service.isAlive(), "the service lives");
			long counted = count(service);
			System.out.printf("Acknowledged as counting %,d events, without an answer %,d; counted %,d%n", acknowledged,
					unanswered, counted);
			require(counted >= acknowledged && counted <= acknowledged + unanswered,
					"what was acknowledged is counted, and nothing that was refused");
			require(ask(service, "/health").status() == 200, "the service is healthy");
		}
		require(service.ends(Duration.ofSeconds(10)), "SIGTERM is obeyed within 10 seconds");
		requireCleanLog(service);
		require(report.faults() == 0, "no faults, but there were " + report.faults());
	}

	private static List<FuzzClient> send(Server service, long seed, long requests, long end, FuzzReport report)
			throws Exception {
		FuzzGenerator generator = new FuzzGenerator(Instant.now());
		AtomicLong next = new AtomicLong();
		long start = System.nanoTime();
		ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
		List<FuzzClient> clients = new ArrayList<>();
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			FuzzClient client = new FuzzClient(service.port, generator, report);
			clients.add(client);
			running.add(threads.submit(() -> {
				for (long number = next.getAndIncrement(); number < requests
						&& System.nanoTime() < end; number = next.getAndIncrement()) {
					client.send(seed + number);
				}
			}));
		}
		threads.shutdown();
		while (running.stream().anyMatch((one) -> !one.isDone())) {
			Thread.sleep(100);
			clients.forEach(FuzzClient::abortIfLate);
		}
		for (Future<?> one : running) {
			one.get();
		}
		long sent = clients.stream().mapToLong(FuzzClient::sent).sum();
		System.out.printf("%,d requests, %,.0f a second%n", sent, sent / ((System.nanoTime() - start) / 1e9));
		return clients;
	}

	private static long count(Server service) throws IOException {
		return JsonMapper.shared().readTree(ask(service, "/statistics").body()).path("count").asLong();
	}

	private static RawAnswer ask(Server service, String path) throws IOException {
		try (RawConnection connection = new RawConnection(service.port)) {
			byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII);
			connection.write(request, request.length, false);
			return connection.read(false);
		}
	}

	private static void requireCleanLog(Server service) throws IOException {
		List<String> log = Files.readAllLines(service.log(), StandardCharsets.ISO_8859_1);
		List<String> bad = log.stream().filter((line) -> BAD_LOG.matcher(line).find()).toList();
		System.out.printf("%,d lines in %s%n", log.size(), service.log());
		bad.stream().limit(40).forEach(System.out::println);
		require(bad.isEmpty(), "no error or stack trace in " + service.log() + ", but " + bad.size() + " lines");
	}

	private static void require(boolean condition, String what) {
		if (!condition) {
			throw new IllegalStateException("not so: " + what);
		}
	}

}
