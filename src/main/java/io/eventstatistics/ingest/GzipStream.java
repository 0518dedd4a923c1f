package io.eventstatistics.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.eventstatistics.ingest.parse.InvalidEventException;

import org.jspecify.annotations.Nullable;

/**
 * Decompresses gzip of one or more members (RFC 1952) to the end of the body. Unlike the
 * JDK's stream it does not mistake a pause in the body for its end, rejects other bytes
 * after a member, does not recurse over empty members, and frees its native memory on
 * close. Not thread-safe.
 */
public final class GzipStream extends InputStream {

	private static final int FIRST_SIZE = 1024;

	private static final int LARGEST_SIZE = 8 * 1024;

	private final InputStream body;

	private final Inflater inflater = new Inflater(true);

	private final CRC32 checksum = new CRC32();

	private byte[] input = new byte[FIRST_SIZE];

	private int position;

	private int end;

	private boolean inMember;

	private boolean hasMember;

	private boolean atEnd;

	/** Thrown by every read from the first failure on. */
	private @Nullable InvalidEventException fault;

	/**
	 * Creates a stream without reading.
	 * @param body the compressed bytes; closing this stream does not close it
	 */
	public GzipStream(InputStream body) {
		this.body = body;
	}

	@Override
	public int read() throws IOException {
		return SingleByte.read(this);
	}

	/**
	 * Reads decompressed bytes.
	 * @throws InvalidEventException if the body is not gzip, ends early, is damaged or
	 * has other bytes after the last member
	 */
	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.fault != null) {
			throw this.fault;
		}
		try {
			return (length > 0) ? readMembers(target, offset, length) : 0;
		}
		catch (InvalidEventException ex) {
			this.fault = ex;
			throw ex;
		}
	}

	private int readMembers(byte[] target, int offset, int length) throws IOException {
		while (!this.atEnd) {
			if (!this.inMember) {
				beginMember();
				continue;
			}
			int count = inflate(target, offset, length);
			if (count > 0) {
				this.checksum.update(target, offset, count);
				return count;
			}
			if (this.inflater.finished()) {
				endMember();
			}
			else if (this.inflater.needsDictionary()) {
				throw GzipHeader.invalid("it needs a dictionary");
			}
			else {
				refill();
			}
		}
		return -1;
	}

	private int inflate(byte[] target, int offset, int length) {
		try {
			return this.inflater.inflate(target, offset, length);
		}
		catch (DataFormatException ex) {
			throw GzipHeader.invalid("its data is damaged");
		}
	}

	private void beginMember() throws IOException {
		int first = next();
		if (first < 0 && this.hasMember) {
			this.atEnd = true;
			return;
		}
		GzipHeader.read(first, this::required, this.hasMember);
		this.hasMember = true;
		this.inMember = true;
		this.inflater.reset();
		this.checksum.reset();
		this.inflater.setInput(this.input, this.position, this.end - this.position);
	}

	private void refill() throws IOException {
		this.position = this.end;
		if (next() < 0) {
			throw GzipHeader.invalid("it ends early");
		}
		this.position--;
		this.inflater.setInput(this.input, this.position, this.end - this.position);
	}

	private void endMember() throws IOException {
		this.position = this.end - this.inflater.getRemaining();
		boolean intact = this.checksum.getValue() == number();
		intact &= (this.inflater.getBytesWritten() & 0xffff_ffffL) == number();
		if (!intact) {
			throw GzipHeader.invalid("its checksum or length does not match its data");
		}
		this.inMember = false;
	}

	private long number() throws IOException {
		long number = 0;
		for (int i = 0; i < 4; i++) {
			number |= (long) required() << 8 * i;
		}
		return number;
	}

	private int required() throws IOException {
		int next = next();
		if (next < 0) {
			throw GzipHeader.invalid("it ends early");
		}
		return next;
	}

	/** Returns the next compressed byte, or -1 at the end of the body. */
	private int next() throws IOException {
		if (this.position == this.end) {
			if (this.end == this.input.length && this.end < LARGEST_SIZE) {
				this.input = new byte[LARGEST_SIZE];
			}
			this.position = 0;
			this.end = Math.max(0, this.body.read(this.input, 0, this.input.length));
		}
		return (this.position < this.end) ? this.input[this.position++] & 0xff : -1;
	}

	/** Frees the native memory of this stream; the body stays open. */
	@Override
	public void close() {
		this.inflater.end();
		this.atEnd = true;
	}

}
