package io.eventstatistics.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A proxy between a replica and Redis or Kafka that cuts connections, on request in the
 * middle of a command or of its answer.
 */
public final class CuttingProxy implements AutoCloseable {

	private static final long NEVER = Long.MAX_VALUE / 2;

	private static final String NONE = "";

	private final ServerSocket server;

	private final int logPort;

	/** The number of bytes until a cut. */
	private final AtomicLong bytesToLog = new AtomicLong(NEVER);

	private final AtomicLong bytesFromLog = new AtomicLong(NEVER);

	/** The command whose answers are lost, or none. */
	private volatile String lastCommand = NONE;

	/** Set before the command is passed on, so that no answer to it is passed back. */
	private volatile boolean losing;

	/**
	 * Starts a proxy.
	 * @param logPort where Redis or Kafka listens
	 * @throws IOException if there is no free port
	 */
	public CuttingProxy(int logPort) throws IOException {
		this.logPort = logPort;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	/**
	 * Returns where it listens.
	 * @return the port
	 */
	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Cuts a connection once so many more bytes have gone to the log, on any.
	 * @param bytes the number, above 0
	 */
	public void cutAfterBytesToLog(long bytes) {
		this.bytesToLog.set(bytes);
	}

	/**
	 * Cuts a connection once so many more bytes have come from the log, on any.
	 * @param bytes the number, above 0
	 */
	public void cutAfterBytesFromLog(long bytes) {
		this.bytesFromLog.set(bytes);
	}

	/**
	 * Loses all answers of Redis, and cuts the connections on which they come, from the
	 * first command of a kind on. Redis executes the command.
	 * @param command the name of the command, in capitals
	 */
	public void loseAnswersFrom(String command) {
		this.lastCommand = command;
	}

	/** Passes answers again. */
	public void loseNoMore() {
		this.lastCommand = NONE;
		this.losing = false;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket replica = this.server.accept();
				Socket log = new Socket(InetAddress.getLoopbackAddress(), this.logPort);
				replica.setTcpNoDelay(true);
				log.setTcpNoDelay(true);
				start(() -> pass(replica, log, this.bytesToLog, this::sees));
				start(() -> pass(log, replica, this.bytesFromLog, (bytes) -> !this.losing));
			}
			catch (IOException ex) {
				// the log is not there, or this is closed
			}
		}
	}

	/** Returns true: every command reaches Redis. */
	private boolean sees(String bytes) {
		if (!this.lastCommand.equals(NONE) && bytes.contains(this.lastCommand)) {
			this.losing = true;
		}
		return true;
	}

	private static void pass(Socket from, Socket to, AtomicLong bytesLeft, Predicate<String> filter) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[1 << 16];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				if (!filter.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
					return;
				}
				long left = bytesLeft.addAndGet(-read);
				if (left <= 0) {
					out.write(buffer, 0, (int) Math.max(0, read + left));
					bytesLeft.set(NEVER);
					return;
				}
				out.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// the other end was cut
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
