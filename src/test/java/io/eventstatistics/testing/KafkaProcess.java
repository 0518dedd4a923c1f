package io.eventstatistics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A Kafka in a process and a folder of its own, on this machine: one broker that is its
 * own controller. It can be killed and started again. Its class path is written by the
 * build.
 */
public final class KafkaProcess extends ServerProcess {

	private static final Path CLASS_PATH = Path.of("target", "kafka-broker.classpath");

	private static final AtomicInteger TOPICS = new AtomicInteger();

	private final int port = freePort();

	private final int proxiedPort = freePort();

	private final CuttingProxy proxy;

	private final Path settings;

	/** Starts a Kafka and returns once it answers. */
	public KafkaProcess() {
		super("kafka");
		try {
			this.proxy = new CuttingProxy(this.proxiedPort);
			this.settings = Files.writeString(folder().resolve("server.properties"), settings(folder()));
			await(run("kafka.tools.StorageTool", "format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c",
					this.settings.toString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		restart();
	}

	/** Returns the Kafka that tests share, which ends with this process. */
	public static KafkaProcess shared() {
		return Shared.KAFKA;
	}

	/** Returns a name that no other topic has. */
	public static String newTopic() {
		return "test-" + TOPICS.incrementAndGet();
	}

	private String settings(Path data) {
		return """
				process.roles=broker,controller
				node.id=1
				controller.quorum.voters=1@127.0.0.1:%1$d
				listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%1$d,PROXIED://127.0.0.1:%3$d
				advertised.listeners=PLAINTEXT://127.0.0.1:%2$d,PROXIED://127.0.0.1:%4$d
				listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
				controller.listener.names=CONTROLLER
				log.dirs=%5$s
				offsets.topic.replication.factor=1
				broker.heartbeat.interval.ms=300
				broker.session.timeout.ms=1500
				offsets.topic.num.partitions=1
				transaction.state.log.num.partitions=1
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				share.coordinator.state.topic.replication.factor=1
				share.coordinator.state.topic.min.isr=1
				""".formatted(freePort(), this.port, this.proxiedPort, this.proxy.port(), data.resolve("data"));
	}

	/** Returns the addresses to connect to. */
	public String servers() {
		return "127.0.0.1:" + this.port;
	}

	/** Returns the addresses to connect to through the proxy. */
	public String proxiedServers() {
		return "127.0.0.1:" + this.proxy.port();
	}

	/** Returns the proxy, which cuts connections on request. */
	public CuttingProxy proxy() {
		return this.proxy;
	}

	/** Returns the folder of a partition's files. */
	public Path files(String topic, int partition) {
		return folder().resolve("data").resolve(topic + "-" + partition);
	}

	/**
	 * Sends a request.
	 * @param <T> type of the answer
	 * @param request the request
	 * @return the answer
	 */
	public <T> T ask(Function<Admin, @Nullable KafkaFuture<T>> request) {
		((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
			return Objects.requireNonNull(request.apply(admin)).get();
		}
		catch (ExecutionException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	Process launch() throws IOException {
		Process started = run("kafka.Kafka", this.settings.toString());
		awaitAnswer(started);
		return started;
	}

	private Process run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-cp", Files.readString(CLASS_PATH)));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(folder().resolve("log").toFile()))
			.start();
	}

	private void awaitAnswer(Process started) {
		for (int i = 0; i < MAX_TRIES && started.isAlive(); i++) {
			try {
				ask((admin) -> admin.describeCluster().controller());
				return;
			}
			catch (IllegalStateException ex) {
				sleep(50);
			}
		}
		throw new IllegalStateException("Kafka does not answer, see " + folder());
	}

	@Override
	public void close() {
		this.proxy.close();
		super.close();
	}

	/** Starts with the first use. */
	private static final class Shared {

		private static final KafkaProcess KAFKA = start();

		private static KafkaProcess start() {
			KafkaProcess kafka = new KafkaProcess();
			Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
			return kafka;
		}

	}

}
