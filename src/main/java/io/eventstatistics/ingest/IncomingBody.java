package io.eventstatistics.ingest;

import java.io.IOException;
import java.net.SocketTimeoutException;

import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * A body that arrives within the limits of its {@link BodyIntake}. Only the time in which
 * no bytes are available counts against the client. Not thread-safe.
 */
public final class IncomingBody extends ServletInputStream {

	private final ServletInputStream body;

	private final BodyIntake intake;

	private long bytes;

	/** The time spent waiting for bytes, in nanoseconds. */
	private long waited;

	private boolean atEnd;

	/**
	 * Creates a body.
	 * @param body the body of the request
	 * @param intake its limits
	 */
	public IncomingBody(ServletInputStream body, BodyIntake intake) {
		this.body = body;
		this.intake = intake;
	}

	@Override
	public int read() throws IOException {
		return SingleByte.read(this);
	}

	/**
	 * Reads the available bytes, or waits for some.
	 * @throws SlowBodyException if the client is slower than the least rate
	 * @throws OverloadedException if the server already waits for too many bodies
	 * @throws BodyTooLargeException if the body is too large
	 * @throws InvalidEventException if the body breaks off
	 */
	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int read = isAvailable() ? receive(target, offset, length) : await(target, offset, length);
		this.atEnd = read < 0;
		this.bytes += Math.max(0, read);
		if (this.bytes > this.intake.maxBytes()) {
			throw new BodyTooLargeException(
					"the body is larger than the " + this.intake.maxBytes() + " bytes allowed before decompression");
		}
		if (!this.atEnd && this.waited > BodyIntake.GRACE + this.bytes * 1_000_000_000 / BodyIntake.LEAST_RATE) {
			throw slow();
		}
		return read;
	}

	/**
	 * Returns whether a read would not block: bytes are available, or the body has ended.
	 */
	boolean isAvailable() throws IOException {
		return this.body.isFinished() || this.body.available() > 0;
	}

	private int await(byte[] target, int offset, int length) {
		if (!this.intake.enter()) {
			throw new OverloadedException("too many request bodies are arriving at once: try again later");
		}
		long start = this.intake.now();
		try {
			return receive(target, offset, length);
		}
		finally {
			this.intake.leave();
			this.waited += this.intake.now() - start;
		}
	}

	private int receive(byte[] target, int offset, int length) {
		try {
			return this.body.read(target, offset, length);
		}
		catch (SocketTimeoutException ex) {
			throw slow();
		}
		catch (IOException ex) {
			throw new InvalidEventException(
					"the body breaks off or its chunks are malformed after " + this.bytes + " bytes");
		}
	}

	private SlowBodyException slow() {
		return new SlowBodyException("the body arrives too slowly: after 10 s at least " + BodyIntake.LEAST_RATE
				+ " bytes a second are expected");
	}

	/**
	 * Reads and discards the rest, so that a client that sends its whole body before it
	 * reads receives the answer. Stops at a limit.
	 */
	public void drain() {
		byte[] discarded = new byte[1024];
		try {
			while (!this.atEnd) {
				read(discarded, 0, discarded.length);
			}
		}
		catch (IOException | RuntimeException ex) {
			this.atEnd = true;
		}
	}

	/** Returns whether any byte has been read. */
	public boolean hasBegun() {
		return this.bytes > 0 || this.atEnd;
	}

	@Override
	public int available() throws IOException {
		return this.body.available();
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

}
