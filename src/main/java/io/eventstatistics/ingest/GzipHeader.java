package io.eventstatistics.ingest;

import java.io.IOException;
import java.util.zip.CRC32;

import io.eventstatistics.ingest.parse.InvalidEventException;

/**
 * Parses and checks the header of a gzip member (RFC 1952, 2.3); its fields are ignored.
 */
final class GzipHeader {

	private static final int[] MAGIC = { 0x1f, 0x8b, 8 };

	private static final int HAS_CHECKSUM = 2;

	private static final int HAS_EXTRA = 4;

	private static final int HAS_NAME = 8;

	private static final int HAS_COMMENT = 16;

	private static final int RESERVED = 0xe0;

	/** The size of modification time, extra flags and operating system. */
	private static final int UNUSED = 6;

	private final Source source;

	private final CRC32 checksum = new CRC32();

	private GzipHeader(Source source) {
		this.source = source;
	}

	/**
	 * Reads a header.
	 * @param first the first byte, or -1 if there is none
	 * @param source the bytes after the first
	 * @param follows whether the header follows another member
	 */
	static void read(int first, Source source, boolean follows) throws IOException {
		if (first != MAGIC[0]) {
			throw invalid((first < 0) ? "it is empty"
					: follows ? "a member is followed by other bytes" : "it does not start with a gzip header");
		}
		new GzipHeader(source).readRest(first);
	}

	private void readRest(int first) throws IOException {
		this.checksum.update(first);
		boolean valid = next() == MAGIC[1] & next() == MAGIC[2];
		int flags = valid ? next() : RESERVED;
		if ((flags & RESERVED) != 0) {
			throw invalid("the header of a member is damaged");
		}
		skip(UNUSED);
		if ((flags & HAS_EXTRA) != 0) {
			skip(next() | next() << 8);
		}
		if ((flags & HAS_NAME) != 0) {
			skipText();
		}
		if ((flags & HAS_COMMENT) != 0) {
			skipText();
		}
		long actual = this.checksum.getValue() & 0xffff;
		if ((flags & HAS_CHECKSUM) != 0 && actual != (next() | next() << 8)) {
			throw invalid("the header of a member is damaged");
		}
	}

	private void skip(int bytes) throws IOException {
		for (int i = 0; i < bytes; i++) {
			next();
		}
	}

	private void skipText() throws IOException {
		int next = next();
		while (next != 0) {
			next = next();
		}
	}

	private int next() throws IOException {
		int next = this.source.next();
		this.checksum.update(next);
		return next;
	}

	/** The bytes of a header. */
	@FunctionalInterface
	interface Source {

		int next() throws IOException;

	}

	/** Returns the error of a body that is not valid gzip. */
	static InvalidEventException invalid(String reason) {
		return new InvalidEventException("the body must be gzip, as its Content-Encoding states, but " + reason);
	}

}
