package io.eventstatistics.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks for health, sends one event and a small batch, fifty times a second each, while
 * other clients misbehave ({@link Siege}): a service with {@code -Xmx256m} must keep
 * answering. Each siege has a service of its own, and prints the slowest answers and what
 * was refused. {@code ./mvnw -Pload verify -Drun=SiegeRun -Dseconds=15}.
 */
public final class SiegeRun {

	private static final int SETTLING_MILLIS = 3000;

	/** The longest time of an answer to a well-behaved client; none may be lost. */
	private static final double MOST_MILLIS = 3000;

	private SiegeRun() {
	}

	/**
	 * Runs all sieges.
	 * @param args the service's jar, and the seconds of one siege
	 * @throws Exception if a service does not stand one
	 */
	public static void main(String[] args) throws Exception {
		long millis = 1000 * Long.parseLong(args[1]);
		List<String> failures = new ArrayList<>();
		System.out.printf("JDK %s, -Xmx256m%n| siege | probe | answers | median, ms | 99 %%, ms | slowest, ms | statuses |%n"
				+ "| --- | --- | --- | --- | --- | --- | --- |%n", Runtime.version());
		for (Siege siege : Siege.values()) {
			Server service = Server.start(List.of("-Xmx256m", "-jar", args[0]));
			try (service) {
				lay(siege, service.port, millis, failures);
				if (!service.isAlive()) {
					failures.add(siege + " ended the service");
				}
			}
		}
		if (!failures.isEmpty()) {
			throw new IllegalStateException(String.join("; ", failures));
		}
	}

	private static void lay(Siege siege, int port, long millis, List<String> failures) throws Exception {
		probe(port, 2000);
		ExecutorService attackers = Executors.newCachedThreadPool();
		long end = System.nanoTime() + (millis + SETTLING_MILLIS) * 1_000_000;
		try {
			List<Future<?>> running = siege.begin(port, end, attackers);
			Thread.sleep(SETTLING_MILLIS);
			for (Map.Entry<String, Probe> probe : probe(port, millis).entrySet()) {
				print(siege, probe.getKey(), probe.getValue());
				if (probe.getValue().millisAt(1) > MOST_MILLIS || probe.getValue().lost() > 0) {
					failures.add("%s held up %s for %.0f ms, %d lost".formatted(siege, probe.getKey(),
							probe.getValue().millisAt(1), probe.getValue().lost()));
				}
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			attackers.shutdownNow();
		}
	}

	private static Map<String, Probe> probe(int port, long millis) throws Exception {
		String event = "{\"timestamp\":\"%s\",\"value\":12.5}".formatted(Instant.now());
		Map<String, Probe> probes = Map.of("GET /health",
				new Probe(port, Client.request("GET /health", "", new byte[0])), "POST /event",
				new Probe(port, Client.request("POST /event", "application/json", bytes(event))), "POST /events",
				new Probe(port, Client.request("POST /events", "application/json",
						bytes("[%s,%s,%s]".formatted(event, event, event)))));
		ExecutorService threads = Executors.newFixedThreadPool(probes.size());
		try {
			List<Future<?>> running = new ArrayList<>();
			for (Probe probe : probes.values()) {
				running.add(threads.submit(() -> probe.run(millis)));
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			threads.shutdown();
		}
		return probes;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static void print(Siege siege, String name, Probe probe) {
		System.out.printf(Locale.ROOT, "| %s | `%s` | %,d | %.1f | %.1f | %.0f | %s |%n", siege, name, probe.count(),
				probe.millisAt(0.5), probe.millisAt(0.99), probe.millisAt(1), probe.statuses());
	}

}
