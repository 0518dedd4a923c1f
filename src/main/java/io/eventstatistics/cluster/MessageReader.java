package io.eventstatistics.cluster;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Decodes a message of {@link MessageWriter}. Whatever the bytes are, reading either
 * succeeds or fails with an {@link UnreadableMessageException}, and what it allocates is
 * bounded by the length of the message. Not thread-safe.
 */
final class MessageReader {

	private static final int LAST_SHIFT = 63;

	private final byte[] bytes;

	private int position = MessageWriter.HEADER_BYTES;

	private MessageReader(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Decodes a message.
	 * @param bytes all bytes of the message
	 * @param type the expected type
	 * @param content decodes the content
	 * @return the decoded content
	 * @throws UnreadableMessageException if it is not such a message, damaged or of
	 * another version
	 */
	static <T> T read(byte[] bytes, MessageType type, Function<MessageReader, T> content) {
		check(bytes, type);
		MessageReader reader = new MessageReader(bytes);
		try {
			T result = content.apply(reader);
			if (reader.left() > 0) {
				throw new UnreadableMessageException("%d bytes are left".formatted(reader.left()));
			}
			return result;
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new UnreadableMessageException(String.valueOf(ex.getMessage()));
		}
	}

	private static void check(byte[] bytes, MessageType type) {
		if (bytes.length < MessageWriter.HEADER_BYTES || bytes[0] != MessageWriter.MAGIC) {
			throw new UnreadableMessageException("it is not of this service");
		}
		if (bytes[1] != MessageWriter.VERSION) {
			throw new UnreadableMessageException(
					"its version is %d, known is %d".formatted(bytes[1], MessageWriter.VERSION));
		}
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, MessageWriter.TYPE_AT, bytes.length - MessageWriter.TYPE_AT);
		if ((int) checksum.getValue() != (int) MessageWriter.INT.get(bytes, MessageWriter.CHECKSUM_AT)) {
			throw new UnreadableMessageException("its checksum is wrong");
		}
		if (bytes[MessageWriter.TYPE_AT] != type.ordinal()) {
			throw new UnreadableMessageException(
					"its type is %d, expected is %d".formatted(bytes[MessageWriter.TYPE_AT], type.ordinal()));
		}
	}

	long getVariable() {
		long number = 0;
		for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
			byte next = this.bytes[take(1)];
			number |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return number;
			}
		}
		throw new UnreadableMessageException("a number is too long");
	}

	/** Reads a whole number from 0 to a limit. */
	long getVariable(long most) {
		long number = getVariable();
		if (number < 0 || number > most) {
			throw new UnreadableMessageException("a number is not from 0 to %d".formatted(most));
		}
		return number;
	}

	/** Reads a count, and checks that the rest of the message has room for it. */
	int getCount(int bytesOfEach) {
		return (int) getVariable(left() / bytesOfEach);
	}

	long getLong() {
		return (long) MessageWriter.LONG.get(this.bytes, take(Long.BYTES));
	}

	/** Reads a finite number that is not -0.0. */
	double getFinite() {
		double number = Double.longBitsToDouble(getLong());
		if (!Double.isFinite(number) || Double.doubleToRawLongBits(number) == Long.MIN_VALUE) {
			throw new UnreadableMessageException("a value is not a finite number");
		}
		return number;
	}

	/** Reads a number that may be infinite. */
	double getDouble() {
		double number = Double.longBitsToDouble(getLong());
		if (Double.isNaN(number)) {
			throw new UnreadableMessageException("a number is NaN");
		}
		return number;
	}

	boolean getBoolean() {
		return getVariable(1) == 1;
	}

	String getText() {
		int length = getCount(1);
		return new String(this.bytes, take(length), length, StandardCharsets.US_ASCII);
	}

	/**
	 * Reads a whole number of any sign.
	 * @param maxBits the largest number of bits
	 */
	BigInteger getNumber(int maxBits) {
		int zeros = (int) getVariable(maxBits);
		int length = getCount(1);
		if (length > maxBits / Byte.SIZE + 1) {
			throw new UnreadableMessageException("a sum has %d bytes".formatted(length));
		}
		int from = take(length);
		BigInteger number = (length > 0) ? new BigInteger(Arrays.copyOfRange(this.bytes, from, from + length))
				: BigInteger.ZERO;
		if (number.bitLength() + zeros > maxBits) {
			throw new UnreadableMessageException("a sum has %d bits".formatted(number.bitLength() + zeros));
		}
		return number.shiftLeft(zeros);
	}

	private int left() {
		return this.bytes.length - this.position;
	}

	/** Passes some bytes; returns the index of the first. */
	private int take(int count) {
		if (count > left()) {
			throw new UnreadableMessageException("it ends too early");
		}
		int from = this.position;
		this.position += count;
		return from;
	}

}
