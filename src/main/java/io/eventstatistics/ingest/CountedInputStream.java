package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An input stream that counts the bytes read. Not thread-safe.
 */
abstract class CountedInputStream extends FilterInputStream {

	CountedInputStream(InputStream body) {
		super(body);
	}

	/**
	 * Called with the bytes just read, before they are returned.
	 * @param bytes the number of bytes, 0 or more
	 */
	abstract void count(int bytes);

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

}
