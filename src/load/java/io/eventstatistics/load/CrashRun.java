package io.eventstatistics.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.eventstatistics.testing.ServerProcess;
import tools.jackson.databind.JsonNode;

/**
 * A service with a ledger in a directory, whose process is killed (SIGKILL) again and
 * again under load and started again, whose second process is refused, and whose disk is
 * full. Clients send each batch until it is acknowledged, with the same key. In the end
 * every event must be counted once, and the sum must be that of all values to the bit.
 * {@code ./mvnw -Pload verify -Drun=CrashRun -Dkills=50}, takes about four seconds a
 * kill; a third of the kills is with each setting of {@code ledger.sync}. A killed
 * process is not a power failure: the operating system still writes its buffers. {@code
 * FaultTests} tests syncs with a disk that loses unsynced writes. The full disk is a
 * tmpfs of 8 MB, which only root can mount; otherwise that part is skipped, with a
 * message.
 */
public final class CrashRun {

	private static final int CLIENTS = 4;

	private static final int MAX_BATCH = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final SplittableRandom random = new SplittableRandom();

	private final String jar;

	private final int port = ServerProcess.freePort();

	private final RetryingClients clients = new RetryingClients(this.port, MAX_BATCH, (status) -> status == 503);

	private CrashRun(String jar) {
		this.jar = jar;
	}

	/**
	 * Runs the crashes.
	 * @param args the service's jar; how often it is killed is the property kills
	 * @throws Exception if an event is lost or counted twice
	 */
	public static void main(String[] args) throws Exception {
		int kills = Integer.getInteger("kills", 6);
		List<String> syncs = List.of("always", "everysec", "never");
		for (int i = 0; i < syncs.size(); i++) {
			Path directory = Files.createTempDirectory(Path.of("target"), "crash");
			int share = kills / syncs.size() + ((i < kills % syncs.size()) ? 1 : 0);
			new CrashRun(args[0]).killAgainAndAgain(directory, syncs.get(i), share);
			delete(directory);
		}
		new CrashRun(args[0]).fillTheDisk();
		System.exit(0);
	}

	private void killAgainAndAgain(Path directory, String sync, int kills) throws Exception {
		Server server = start(directory, sync);
		try {
			ServiceCalls.awaitReady(this.port);
			refuseASecondProcess(directory);
			this.clients.start(CLIENTS, this.random);
			for (int i = 0; i < kills; i++) {
				Thread.sleep(200 + this.random.nextInt(1500));
				server.kill();
				server = start(directory, sync);
				ServiceCalls.awaitReady(this.port);
			}
			this.clients.finish();
			account(sync + ", killed " + kills + " times");
			server.kill();
			server = start(directory, sync);
			ServiceCalls.awaitReady(this.port);
			account(sync + ", started again");
		}
		finally {
			this.clients.close();
			server.kill();
		}
	}

	private void refuseASecondProcess(Path directory) throws Exception {
		Process second = new ProcessBuilder("java", "-jar", this.jar, "--server.port=0",
				"--event-statistics.ledger.type=file", "--event-statistics.ledger.directory=" + directory)
			.redirectErrorStream(true)
			.start();
		String output = new String(second.getInputStream().readAllBytes());
		ServiceCalls.require(second.waitFor(60, TimeUnit.SECONDS) && second.exitValue() != 0, "a second process ends");
		ServiceCalls.require(output.contains(directory + " is in use by another process"), "and says why: " + output);
	}

	/** In a file system of 8 MB, until it has been full for a while; then there is room. */
	private void fillTheDisk() throws Exception {
		Path mount = Files.createTempDirectory(Path.of("target"), "full").toAbsolutePath();
		if (run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", mount.toString()) != 0) {
			System.out.println("no full disk: this user cannot mount a tmpfs");
			return;
		}
		Path ballast = mount.resolve("ballast");
		Files.write(ballast, new byte[4 << 20]);
		Server server = start(mount.resolve("ledger"), "always");
		try {
			ServiceCalls.awaitReady(this.port);
			this.clients.start(CLIENTS, this.random);
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (this.clients.full.get() < 100 && System.nanoTime() < end) {
				Thread.sleep(20);
			}
			ServiceCalls.require(this.clients.full.get() >= 100, "a full disk refuses");
			ServiceCalls.require(ServiceCalls.get(this.port, "/statistics").get("count").longValue() > 0, "and questions are answered");
			Files.delete(ballast);
			Thread.sleep(500);
			this.clients.finish();
			account("disk full and then not, " + this.clients.full + " refusals");
			server.kill();
			server = start(mount.resolve("ledger"), "always");
			ServiceCalls.awaitReady(this.port);
			account("started again");
		}
		finally {
			this.clients.close();
			server.kill();
			run("umount", mount.toString());
		}
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).inheritIO().start().waitFor();
	}

	private void account(String what) throws Exception {
		JsonNode answer = ServiceCalls.get(this.port, "/statistics?stats=count,sum");
		System.out.printf(Locale.ROOT, "%s: %,d events acknowledged, %,d retries, %,d replays; counted %s%n", what,
				this.clients.acknowledged.get(), this.clients.retries.get(), this.clients.replays.get(), answer);
		ServiceCalls.require(answer.get("count").longValue() == this.clients.acknowledged.get(), "every acknowledged event counts once");
		ServiceCalls.require(answer.get("sum").doubleValue() == this.clients.sum.get().doubleValue(),
				"with its value, to the bit: " + this.clients.sum.get());
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

}
