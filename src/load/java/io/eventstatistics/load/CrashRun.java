package io.eventstatistics.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.eventstatistics.testing.RedisProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service with a ledger in a directory, which is killed again and again under load and
 * started again, whose second process is refused, and whose disk is full. Clients send
 * each batch until it is acknowledged, with the same key. In the end every event must be
 * counted once. {@code ./mvnw -Pload verify -Drun=CrashRun -Dseconds=50}: as many kills as
 * seconds are given, each of which takes about four. The full disk is a tmpfs of 8 MB, for
 * which it must be root.
 */
public final class CrashRun {

	private static final int CLIENTS = 4;

	private static final int MAX_BATCH = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final SplittableRandom random = new SplittableRandom();

	private final String jar;

	private final int port = RedisProcess.freePort();

	private final AtomicLong acknowledged = new AtomicLong();

	private final AtomicLong retries = new AtomicLong();

	private final AtomicLong replays = new AtomicLong();

	private final AtomicInteger full = new AtomicInteger();

	/** Of all events' values, which are whole numbers. */
	private final AtomicLong sum = new AtomicLong();

	private volatile boolean sending = true;

	private CrashRun(String jar) {
		this.jar = jar;
	}

	/**
	 * Runs the crashes.
	 * @param args the service's jar, and how often it is killed
	 * @throws Exception if an event is lost or counted twice
	 */
	public static void main(String[] args) throws Exception {
		int kills = Integer.parseInt(args[1]);
		for (String sync : List.of("always", "everysec", "never")) {
			Path directory = Files.createTempDirectory(Path.of("target"), "crash");
			new CrashRun(args[0]).killAgainAndAgain(directory, sync, Math.max(1, kills / 3));
			delete(directory);
		}
		new CrashRun(args[0]).fillTheDisk();
		System.exit(0);
	}

	private void killAgainAndAgain(Path directory, String sync, int kills) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
		Server server = start(directory, sync);
		try {
			awaitReady();
			refuseASecondProcess(directory);
			List<Future<?>> clients = clients(threads);
			for (int i = 0; i < kills; i++) {
				Thread.sleep(200 + this.random.nextInt(1500));
				server.kill();
				server = start(directory, sync);
				awaitReady();
			}
			this.sending = false;
			for (Future<?> client : clients) {
				client.get();
			}
			account(sync + ", killed " + kills + " times");
			server.kill();
			server = start(directory, sync);
			awaitReady();
			account(sync + ", started again");
		}
		finally {
			threads.shutdownNow();
			server.kill();
		}
	}

	private void refuseASecondProcess(Path directory) throws Exception {
		Process second = new ProcessBuilder("java", "-jar", this.jar, "--server.port=0",
				"--event-statistics.ledger.type=file", "--event-statistics.ledger.directory=" + directory)
			.redirectErrorStream(true)
			.start();
		String output = new String(second.getInputStream().readAllBytes());
		require(second.waitFor(60, TimeUnit.SECONDS) && second.exitValue() != 0, "a second process ends");
		require(output.contains(directory + " is in use by another process"), "and says why: " + output);
	}

	/** In a file system of 8 MB, until it has been full for a while; then there is room. */
	private void fillTheDisk() throws Exception {
		Path mount = Files.createTempDirectory(Path.of("target"), "full").toAbsolutePath();
		if (run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount.toString()) != 0) {
			System.out.println("no full disk: this user cannot mount a tmpfs");
			return;
		}
		ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
		Path ballast = mount.resolve("ballast");
		Files.write(ballast, new byte[4 << 20]);
		Server server = start(mount.resolve("ledger"), "always");
		try {
			awaitReady();
			List<Future<?>> clients = clients(threads);
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (this.full.get() < 100 && System.nanoTime() < end) {
				Thread.sleep(20);
			}
			require(this.full.get() >= 100, "a full disk refuses");
			require(get("/statistics").get("count").longValue() > 0, "and questions are answered");
			Files.delete(ballast);
			Thread.sleep(500);
			this.sending = false;
			for (Future<?> client : clients) {
				client.get();
			}
			account("disk full and then not, " + this.full + " refusals");
			server.kill();
			server = start(mount.resolve("ledger"), "always");
			awaitReady();
			account("started again");
		}
		finally {
			threads.shutdownNow();
			server.kill();
			run("umount", mount.toString());
		}
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).inheritIO().start().waitFor();
	}

	private List<Future<?>> clients(ExecutorService threads) {
		List<Future<?>> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			String name = "client " + i;
			SplittableRandom own = this.random.split();
			clients.add(threads.submit(() -> send(name, own)));
		}
		return clients;
	}

	/** Sends batches one after the other, each until it is acknowledged. */
	private Void send(String name, SplittableRandom own) throws InterruptedException {
		for (int i = 0; this.sending; i++) {
			int size = own.nextInt(1, MAX_BATCH);
			StringBuilder body = new StringBuilder();
			long values = 0;
			for (int j = 0; j < size; j++) {
				int value = own.nextInt(1_000_000);
				values += value;
				body.append("{\"timestamp\":\"%s\",\"value\":%d}%n".formatted(Instant.now(), value));
			}
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/events"))
				.timeout(Duration.ofSeconds(10))
				.header("Content-Type", "application/x-ndjson")
				.header("Idempotency-Key", name + " batch " + i)
				.POST(BodyPublishers.ofString(body.toString()))
				.build();
			while (!isAcknowledged(request)) {
				this.retries.incrementAndGet();
				Thread.sleep(100);
			}
			this.acknowledged.addAndGet(size);
			this.sum.addAndGet(values);
		}
		return null;
	}

	private boolean isAcknowledged(HttpRequest request) throws InterruptedException {
		try {
			HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
			if (response.headers().firstValue("Idempotency-Replayed").isPresent()) {
				this.replays.incrementAndGet();
			}
			if (response.statusCode() == 503 && response.body().contains("takes no entries")) {
				this.full.incrementAndGet();
			}
			require(response.statusCode() == 201 || response.statusCode() == 409 || response.statusCode() == 503,
					"a refusal is 409 or 503 but was " + response.statusCode() + " " + response.body());
			return response.statusCode() == 201;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void account(String what) throws Exception {
		JsonNode answer = get("/statistics?stats=count,sum");
		System.out.printf(Locale.ROOT, "%s: %,d events acknowledged, %,d retries, %,d replays; counted %s%n", what,
				this.acknowledged.get(), this.retries.get(), this.replays.get(), answer);
		require(answer.get("count").longValue() == this.acknowledged.get(), "every acknowledged event counts once");
		require(answer.get("sum").doubleValue() == this.sum.get(), "with its value");
	}

	private void awaitReady() throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isReady()) {
			require(System.nanoTime() < end, "the service is ready within " + PATIENCE);
			Thread.sleep(50);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return get("/health").get("status").stringValue().equals("healthy");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(5))
			.build();
		return json.readTree(this.http.send(request, BodyHandlers.ofString()).body());
	}

	private Server start(Path directory, String sync) throws IOException, InterruptedException {
		return Server.start(this.port, List.of("-Xmx400m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", this.jar),
				"--event-statistics.ledger.type=file",
				"--event-statistics.ledger.directory=" + directory, "--event-statistics.ledger.sync=" + sync);
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	private static void require(boolean condition, String what) {
		if (!condition) {
			throw new IllegalStateException("not so: " + what);
		}
	}

}
