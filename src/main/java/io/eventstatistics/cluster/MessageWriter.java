package io.eventstatistics.cluster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Encodes a message: magic number and version, a CRC-32C of the rest, type, content.
 * Whole numbers have 1 to 10 bytes, seven bits in each, lowest first. Not thread-safe.
 */
final class MessageWriter {

	static final byte MAGIC = (byte) 0xec;

	static final byte VERSION = 1;

	/** The index of the checksum of all bytes after it. */
	static final int CHECKSUM_AT = 2;

	/** The index of the type. */
	static final int TYPE_AT = CHECKSUM_AT + Integer.BYTES;

	static final int HEADER_BYTES = TYPE_AT + 1;

	static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int MAX_VARIABLE = 10;

	private byte[] bytes = new byte[64];

	private int position = HEADER_BYTES;

	MessageWriter(MessageType type) {
		this.bytes[0] = MAGIC;
		this.bytes[1] = VERSION;
		this.bytes[TYPE_AT] = (byte) type.ordinal();
	}

	/** Writes a whole number; small numbers of 0 or more are short. */
	void putVariable(long number) {
		makeRoom(MAX_VARIABLE);
		long rest = number;
		while ((rest & ~0x7fL) != 0) {
			this.bytes[this.position++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		this.bytes[this.position++] = (byte) rest;
	}

	void putLong(long number) {
		makeRoom(Long.BYTES);
		LONG.set(this.bytes, this.position, number);
		this.position += Long.BYTES;
	}

	void putDouble(double number) {
		putLong(Double.doubleToRawLongBits(number));
	}

	void putBoolean(boolean value) {
		putVariable(value ? 1 : 0);
	}

	/** Writes a text of ASCII characters. */
	void putText(String text) {
		putBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Writes a whole number without its trailing zero bits, and their number. */
	void putNumber(BigInteger number) {
		int zeros = Math.max(0, number.getLowestSetBit());
		putVariable(zeros);
		putBytes((number.signum() != 0) ? number.shiftRight(zeros).toByteArray() : new byte[0]);
	}

	/** Returns the message. */
	byte[] toBytes() {
		CRC32C checksum = new CRC32C();
		checksum.update(this.bytes, TYPE_AT, this.position - TYPE_AT);
		INT.set(this.bytes, CHECKSUM_AT, (int) checksum.getValue());
		return Arrays.copyOf(this.bytes, this.position);
	}

	private void putBytes(byte[] content) {
		putVariable(content.length);
		makeRoom(content.length);
		System.arraycopy(content, 0, this.bytes, this.position, content.length);
		this.position += content.length;
	}

	private void makeRoom(int count) {
		if (this.position + count > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(2 * this.bytes.length, this.position + count));
		}
	}

}
