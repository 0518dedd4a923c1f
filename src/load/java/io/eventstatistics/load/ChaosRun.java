package io.eventstatistics.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.eventstatistics.testing.ServerProcess;
import tools.jackson.databind.JsonNode;

/**
 * Three replicas behind nginx, and a Redis that writes through always or a Kafka, while
 * replicas and the log are killed, a replica is paused and connections are cut during an
 * append. Clients send each batch until it is acknowledged, with the same key. In the end
 * every event must be counted once, on every replica.
 * {@code ./mvnw -Pload verify -Drun=ChaosRun -Dledger=kafka}, about three minutes; needs
 * nginx.
 */
public final class ChaosRun {

	private static final int REPLICAS = 3;

	private static final int CLIENTS = 8;

	private static final int MAX_BATCH = 20;

	/** Seconds of chaos for each second of the settings. */
	private static final int SECONDS = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final SplittableRandom random = new SplittableRandom();

	/** The first replica reaches it through its proxy. */
	private final ChaosLog log = ChaosLog.open(System.getProperty("ledger", "redis"));

	private final String jar;

	private final int nginxPort = ServerProcess.freePort();

	private final RetryingClients clients = new RetryingClients(this.nginxPort, MAX_BATCH, (status) -> status > 500);

	private final int[] ports = new int[REPLICAS];

	private final Server[] replicas = new Server[REPLICAS];

	private final Map<String, Integer> chaos = new TreeMap<>();

	private ChaosRun(String jar) throws IOException {
		this.jar = jar;
	}

	/**
	 * Runs the chaos.
	 * @param args the service's jar, and a tenth of the seconds that the chaos lasts
	 * @throws Exception if an event is lost or counted twice
	 */
	public static void main(String[] args) throws Exception {
		ChaosRun run = new ChaosRun(args[0]);
		try {
			run.run(SECONDS * Long.parseLong(args[1]));
		}
		finally {
			run.stop();
		}
		System.exit(0);
	}

	private void run(long seconds) throws Exception {
		for (int i = 0; i < REPLICAS; i++) {
			this.ports[i] = ServerProcess.freePort();
			startReplica(i);
		}
		Process nginx = startNginx();
		try {
			ServiceCalls.awaitReady(this.ports);
			this.clients.start(CLIENTS, this.random);
			long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
			for (int i = 0; System.nanoTime() < end; i++) {
				Thread.sleep(1500 + this.random.nextInt(1500));
				disturb(i);
			}
			ServiceCalls.awaitReady(this.ports);
			this.clients.finish();
			account();
		}
		finally {
			this.clients.close();
			nginx.destroy();
		}
	}

	private void disturb(int turn) throws Exception {
		int replica = this.random.nextInt(REPLICAS);
		switch (turn % 5) {
			case 0 -> {
				note("replica killed");
				this.replicas[replica].kill();
				startReplica(replica);
			}
			case 1 -> {
				note("log killed");
				this.log.kill();
				Thread.sleep(this.random.nextInt(2000));
				this.log.restart();
			}
			case 2 -> {
				note("connection cut on its way to the log");
				this.log.proxy().cutAfterBytesToLog(this.random.nextInt(1, 3000));
			}
			case 3 -> {
				note("connection cut on its way from the log");
				this.log.proxy().cutAfterBytesFromLog(this.random.nextInt(1, 3000));
			}
			default -> {
				note("replica held up");
				ServerProcess.signal("STOP", this.replicas[replica].pid());
				Thread.sleep(1000 + this.random.nextInt(4000));
				ServerProcess.signal("CONT", this.replicas[replica].pid());
			}
		}
	}

	private void note(String what) {
		this.chaos.merge(what, 1, Integer::sum);
	}

	private void account() throws Exception {
		System.out.printf(Locale.ROOT, "%nChaos: %s%n", this.chaos);
		System.out.printf(Locale.ROOT, "posted %,d events, acknowledged %,d; %,d requests, of them %,d retries, %,d replays%n",
				this.clients.posted.get(), this.clients.acknowledged.get(), this.clients.requests.get(), this.clients.retries.get(), this.clients.replays.get());
		List<JsonNode> answers = new ArrayList<>();
		for (int i = 0; i < REPLICAS; i++) {
			JsonNode answer = awaitCount(i);
			System.out.printf(Locale.ROOT, "replica %d counted %,d: %s%n", i + 1, answer.get("count").longValue(), answer);
			answers.add(answer);
		}
		for (JsonNode answer : answers) {
			ServiceCalls.require(answer.equals(answers.get(0)), "all replicas answer the same");
			ServiceCalls.require(answer.get("count").longValue() == this.clients.acknowledged.get(), "every acknowledged event counts once");
			ServiceCalls.require(answer.get("mean").doubleValue() == mean(),
					"with its value");
		}
		ServiceCalls.require(this.clients.posted.get() == this.clients.acknowledged.get(), "every event is acknowledged in the end");
	}

	private double mean() {
		return this.clients.sum.get()
			.divide(BigDecimal.valueOf(this.clients.acknowledged.get()), MathContext.DECIMAL128)
			.doubleValue();
	}

	private JsonNode awaitCount(int replica) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		JsonNode answer = ServiceCalls.get(this.ports[replica], "/statistics");
		while (answer.get("count").longValue() != this.clients.acknowledged.get() && System.nanoTime() < end) {
			Thread.sleep(100);
			answer = ServiceCalls.get(this.ports[replica], "/statistics");
		}
		return answer;
	}

	private void startReplica(int replica) throws IOException, InterruptedException {
		this.replicas[replica] = Server.start(this.ports[replica], List.of("-Xmx400m", "-jar", this.jar),
				this.log.settings(replica == 0));
	}

	private Process startNginx() throws IOException {
		Path folder = Files.createDirectories(Path.of("target", "chaos")).toAbsolutePath();
		StringBuilder servers = new StringBuilder();
		for (int port : this.ports) {
			servers.append("server 127.0.0.1:%d max_fails=0; ".formatted(port));
		}
		Files.writeString(folder.resolve("nginx.conf"), """
				pid nginx.pid;
				error_log error.log;
				events {}
				http {
					access_log off;
					client_body_temp_path body;
					proxy_temp_path proxy;
					fastcgi_temp_path fastcgi;
					uwsgi_temp_path uwsgi;
					scgi_temp_path scgi;
					upstream replicas { %s}
					server {
						listen 127.0.0.1:%d;
						location / {
							proxy_pass http://replicas;
							proxy_connect_timeout 1s;
							proxy_read_timeout 3s;
						}
					}
				}
				""".formatted(servers, this.nginxPort));
		return new ProcessBuilder("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log", "-g",
				"daemon off;")
			.redirectErrorStream(true)
			.redirectOutput(Redirect.to(folder.resolve("nginx.log").toFile()))
			.start();
	}

	private void stop() {
		for (Server replica : this.replicas) {
			if (replica != null) {
				ServerProcess.signal("CONT", replica.pid());
				replica.close();
			}
		}
		this.log.close();
	}

}
