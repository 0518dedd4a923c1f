package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.util.unit.DataSize;

/**
 * Passes a body on up to a limit, and refuses it where there is more.
 */
final class BoundedInputStream extends FilterInputStream {

	private final DataSize limit;

	private long left;

	BoundedInputStream(InputStream body, DataSize limit) {
		super(body);
		this.limit = limit;
		this.left = limit.toBytes();
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
		this.left -= bytes;
		if (this.left < 0) {
			throw new BodyTooLargeException(this.limit);
		}
	}

}
