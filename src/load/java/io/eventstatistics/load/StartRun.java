package io.eventstatistics.load;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.testing.ServerProcess;

/**
 * Measures the start of the service, its memory after the start, and its stop. It is
 * started from the jar, from the jar's extracted layout and, on JDK 25 or later, from
 * that layout with the cache that the image has, each several times in turn, with the
 * heap and the collector that the JVM picks in a container of 1 GB. Then it is stopped
 * under load with a batch half received: this batch must be acknowledged, every answer
 * must be 201, and the process must end within 5 seconds. {@code ./mvnw -Pload verify
 * -Drun=StartRun}
 */
public final class StartRun {

	private static final int ROUNDS = 5;

	private static final int CLIENTS = 8;

	private static final long MAX_STOP_MILLIS = 5_000;

	private static final List<String> CONTAINER = List.of("-Xms16m", "-Xmx768m", "-XX:+UseSerialGC");

	private static final Path FOLDER = Path.of("target", "start");

	private static final String JAR = "event-statistics.jar";

	private StartRun() {
	}

	/**
	 * Measures.
	 * @param args the service's jar
	 * @throws Exception if the service does not start or stop as it should
	 */
	public static void main(String[] args) throws Exception {
		Path jar = Path.of(args[0]).toAbsolutePath();
		List<Way> ways = ways(jar);
		for (int round = 0; round < ROUNDS; round++) {
			for (Way way : ways) {
				way.measure();
			}
		}
		System.out.printf("%nJDK %s%n| started from | first 200, ms | of the jar's | resident, MiB |%n", Runtime.version());
		System.out.println("| --- | --- | --- | --- |");
		for (Way way : ways) {
			System.out.printf(Locale.ROOT, "| %s | %,d | %.2f | %d |%n", way.name, way.millis(),
					(double) way.millis() / ways.get(0).millis(), way.resident());
		}
		stopUnderLoad(ways.get(ways.size() - 1));
	}

	private static List<Way> ways(Path jar) throws Exception {
		run(List.of(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
				FOLDER.toString()), Path.of("."));
		List<Way> ways = new ArrayList<>();
		ways.add(new Way("the jar", List.of("-jar", jar.toString())));
		ways.add(new Way("its extracted layout", List.of("-jar", JAR)));
		if (Runtime.version().feature() >= 25) {
			for (String file : List.of("java.options", "train.sh")) {
				Files.writeString(FOLDER.resolve(file), Files.readString(Path.of("src", "main", "docker", file)));
			}
			run(List.of("bash", "train.sh", ServerProcess.freePort() + ""), FOLDER);
			ways.add(new Way("that with the AOT cache", List.of("@java.options", "-XX:AOTCache=app.aot", "-jar", JAR)));
		}
		return ways;
	}

	private static void stopUnderLoad(Way way) throws Exception {
		int port = ServerProcess.freePort();
		Process service = way.start(port);
		awaitHealthy(port);
		AtomicInteger acknowledged = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		List<CompletableFuture<Void>> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(CompletableFuture.runAsync(() -> sendUntilClosed(port, acknowledged, refused)));
		}
		Thread.sleep(1_000);
		long before;
		int status;
		byte[] batch = Client.request("POST /events", "application/x-ndjson", event().repeat(10_000).getBytes(StandardCharsets.US_ASCII));
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream().write(batch, 0, batch.length / 2);
			Thread.sleep(500);
			before = System.nanoTime();
			service.destroy();
			Thread.sleep(1_000);
			socket.getOutputStream().write(batch, batch.length / 2, batch.length - batch.length / 2);
			status = status(socket);
		}
		boolean ended = service.waitFor(2 * MAX_STOP_MILLIS, TimeUnit.MILLISECONDS);
		long millis = (System.nanoTime() - before) / 1_000_000;
		CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).get();
		System.out.printf("%nStopped under load: %,d events acknowledged, %d requests answered otherwise, the batch under way"
				+ " answered with %d, gone after %,d ms%n", acknowledged.get(), refused.get(), status, millis);
		if (!ended || millis > MAX_STOP_MILLIS || status != 201 || refused.get() > 0) {
			throw new IllegalStateException("it does not stop as it should");
		}
	}

	/** What is cut off before its answer is not acknowledged, which a client can see. */
	private static void sendUntilClosed(int port, AtomicInteger acknowledged, AtomicInteger refused) {
		byte[] request = Client.request("POST /event", "application/json", event().getBytes(StandardCharsets.US_ASCII));
		try (Socket socket = new Socket("127.0.0.1", port)) {
			while (true) {
				socket.getOutputStream().write(request);
				((status(socket) == 201) ? acknowledged : refused).incrementAndGet();
			}
		}
		catch (IOException ex) {
			return;
		}
	}

	private static int status(Socket socket) throws IOException {
		byte[] answer = new byte[1024];
		int length = 0;
		while (!new String(answer, 0, length, StandardCharsets.US_ASCII).contains("}")) {
			int read = socket.getInputStream().read(answer, length, answer.length - length);
			if (read < 0) {
				throw new IOException("the connection is closed");
			}
			length += read;
		}
		return Integer.parseInt(new String(answer, 9, 3, StandardCharsets.US_ASCII));
	}

	private static String event() {
		return "{\"timestamp\": \"%s\", \"value\": 1}\n".formatted(Instant.now());
	}

	private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
		builder.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(), (old, bin) -> bin + ":" + old);
		if (builder.start().waitFor() != 0) {
			throw new IllegalStateException("failed: " + command);
		}
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static void awaitHealthy(int port) throws IOException, InterruptedException {
		URI health = URI.create("http://127.0.0.1:" + port + "/health");
		for (int i = 0; i < 30_000; i++) {
			try {
				if (((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200) {
					return;
				}
			}
			catch (IOException ex) {
				Thread.sleep(2);
			}
		}
		throw new IllegalStateException("the service does not start");
	}

	/** One way to start the service, and what it took each time. */
	private static final class Way {

		final String name;

		private final List<String> arguments;

		private final List<long[]> measured = new ArrayList<>();

		Way(String name, List<String> arguments) {
			this.name = name;
			this.arguments = arguments;
		}

		Process start(int port) throws IOException {
			List<String> command = new ArrayList<>(List.of(java()));
			command.addAll(CONTAINER);
			command.addAll(this.arguments);
			command.add("--server.port=" + port);
			return new ProcessBuilder(command).directory(FOLDER.toFile())
				.redirectErrorStream(true)
				.redirectOutput(FOLDER.resolve("service.log").toFile())
				.start();
		}

		void measure() throws Exception {
			int port = ServerProcess.freePort();
			long before = System.nanoTime();
			Process service = start(port);
			try {
				awaitHealthy(port);
				long millis = (System.nanoTime() - before) / 1_000_000;
				this.measured.add(new long[] { millis, residentMebibytes(service.pid()) });
			}
			finally {
				service.destroy();
				service.waitFor();
			}
		}

		long millis() {
			return median(0);
		}

		long resident() {
			return median(1);
		}

		private long median(int figure) {
			long[] sorted = this.measured.stream().mapToLong((all) -> all[figure]).toArray();
			Arrays.sort(sorted);
			return sorted[sorted.length / 2];
		}

		private static long residentMebibytes(long pid) throws IOException {
			return Files.readAllLines(Path.of("/proc/" + pid + "/status"))
				.stream()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(0);
		}

	}

}
