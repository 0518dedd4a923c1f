package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a body on up to a limit, and refuses it where there is more.
 */
final class BoundedInputStream extends FilterInputStream {

	private final long limit;

	private long passed;

	BoundedInputStream(InputStream body, long limit) {
		super(body);
		this.limit = limit;
	}

	@Override
	public int read() throws IOException {
		int read = super.read();
		count((read < 0) ? 0 : 1);
		return read;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int read = super.read(target, offset, length);
		count(Math.max(0, read));
		return read;
	}

	private void count(int bytes) {
		this.passed += bytes;
		if (this.passed > this.limit) {
			throw new BodyTooLargeException(
					"the body is larger than the %d bytes that are accepted".formatted(this.limit));
		}
	}

}
