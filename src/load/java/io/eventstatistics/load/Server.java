package io.eventstatistics.load;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.testing.ServerProcess;

/**
 * A server in its own process, whose CPU time can be read.
 */
final class Server implements AutoCloseable {

	private static final int MAX_TRIES = 2400;

	final int port;

	private final Process process;

	private Server(int port, Process process) {
		this.port = port;
		this.process = process;
	}

	static Server start(List<String> javaArguments, String... settings) throws IOException, InterruptedException {
		return start(ServerProcess.freePort(), javaArguments, settings);
	}

	static Server start(int port, List<String> javaArguments, String... settings)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(javaArguments);
		command.add("--server.port=" + port);
		command.addAll(List.of(settings));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(log(port).toFile()))
			.start();
		Server server = new Server(port, process);
		for (int i = 0; i < MAX_TRIES && server.isAlive() && !server.answers(); i++) {
			Thread.sleep(50);
		}
		return server;
	}

	Duration cpu() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Sends SIGTERM and returns whether the process has ended within a time. */
	boolean stop(Duration patience) throws InterruptedException {
		this.process.destroy();
		return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	long pid() {
		return this.process.pid();
	}

	/** Returns its log file. */
	Path log() {
		return log(this.port);
	}

	/** Waits for the end of the process, and returns whether it has ended. */
	boolean ends(Duration patience) throws InterruptedException {
		return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Ends the process at once (SIGKILL), and returns when it has ended. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	private static Path log(int port) {
		return Path.of("target", "load-" + port + ".log");
	}

	private boolean answers() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
