package io.eventstatistics.ledger.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How an entry lies in a segment. The head's checksum covers the segment's salt and the
 * offset as well, so that a frame is known by its head alone, and is none elsewhere.
 *
 * <pre>
 *  0 | length of the entry     4 bytes
 *  4 | CRC-32C of the entry    4 bytes
 *  8 | time of the append, in milliseconds since the epoch   8 bytes
 * 16 | CRC-32C of salt, offset and these
 * 20 | the entry
 * </pre>
 *
 * Not thread-safe.
 */
final class Frame {

	static final int HEAD = 20;

	private static final int CHECKSUM_AT = 4;

	private static final int TIME_AT = 8;

	private static final int HEAD_CHECKSUM_AT = 16;

	private final CRC32C checksum = new CRC32C();

	private final ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

	Frame(long salt) {
		this.place.putLong(0, salt);
	}

	ByteBuffer encode(long offset, long timeMillis, byte[] entry) {
		ByteBuffer frame = ByteBuffer.allocate(HEAD + entry.length).order(ByteOrder.LITTLE_ENDIAN);
		frame.putInt(entry.length).putInt(checksum(entry, 0, entry.length)).putLong(timeMillis);
		frame.putInt(headChecksum(frame, 0, offset)).put(entry);
		return frame.flip();
	}

	/**
	 * Returns whether a frame begins at an index.
	 * @param bytes little-endian, with an array
	 * @param offset of that index in the segment
	 */
	boolean isAt(ByteBuffer bytes, int index, long offset) {
		return bytes.limit() - index >= HEAD && bytes.getInt(index) >= 0
				&& bytes.getInt(index + HEAD_CHECKSUM_AT) == headChecksum(bytes, index, offset);
	}

	static int length(ByteBuffer bytes, int index) {
		return bytes.getInt(index);
	}

	static long timeMillis(ByteBuffer bytes, int index) {
		return bytes.getLong(index + TIME_AT);
	}

	/** Returns whether the entry of a frame is as it was written. */
	boolean isIntact(ByteBuffer bytes, int index) {
		return bytes.getInt(index + CHECKSUM_AT) == checksum(bytes.array(), index + HEAD, length(bytes, index));
	}

	private int headChecksum(ByteBuffer bytes, int index, long offset) {
		this.place.putLong(Long.BYTES, offset);
		this.checksum.reset();
		this.checksum.update(this.place.array());
		this.checksum.update(bytes.array(), index, HEAD_CHECKSUM_AT);
		return (int) this.checksum.getValue();
	}

	private int checksum(byte[] bytes, int from, int length) {
		this.checksum.reset();
		this.checksum.update(bytes, from, length);
		return (int) this.checksum.getValue();
	}

}
