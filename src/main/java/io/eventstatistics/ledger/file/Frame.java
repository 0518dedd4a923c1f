package io.eventstatistics.ledger.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The frame of an entry in a segment. The checksum of its head includes the salt and the
 * offset, so that a head is valid only in its segment and at its place.
 *
 * The layout, in bytes: the length of the entry (4), its CRC-32C (4), the time of the
 * append in milliseconds since the epoch (8), the CRC-32C of the salt, the offset and
 * these fields (4), and the entry.
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
	 * Returns whether a frame starts at an index.
	 * @param bytes little-endian, with an array
	 * @param offset the offset of the index in the segment
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

	/** Returns whether the checksum of a frame's entry is correct. */
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
