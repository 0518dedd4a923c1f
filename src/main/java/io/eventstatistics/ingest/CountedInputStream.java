package io.eventstatistics.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a body on and says how many bytes were read of it. Not thread-safe.
 */
abstract class CountedInputStream extends FilterInputStream {

	CountedInputStream(InputStream body) {
		super(body);
	}

	/**
	 * Takes note of bytes that have just been read, before whoever reads gets them.
	 * @param bytes how many, 0 or more
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
