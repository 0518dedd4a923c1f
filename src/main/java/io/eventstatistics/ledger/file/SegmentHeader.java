package io.eventstatistics.ledger.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The header of a segment: a magic number and a salt, stored twice because no frame can
 * be found without the salt. The salt is random, so that a client cannot send numbers
 * that look like a frame.
 *
 * The layout, in bytes: a magic number (8), the salt (8), the CRC-32C of both (4), and
 * the same 20 bytes again.
 */
final class SegmentHeader {

	static final int LENGTH = 40;

	private static final int COPY = LENGTH / 2;

	private static final int CHECKED = COPY - Integer.BYTES;

	/** "EVSTLOG" and a version. */
	private static final long MAGIC = 0x01_474f4c_54535645L;

	private SegmentHeader() {
	}

	static ByteBuffer encode(long salt) {
		ByteBuffer header = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
		for (int from = 0; from < LENGTH; from += COPY) {
			header.putLong(MAGIC).putLong(salt).putInt(checksum(header, from));
		}
		return header.flip();
	}

	/** Returns the salt, or nothing if neither copy is intact. */
	static OptionalLong decode(ByteBuffer header) {
		header.order(ByteOrder.LITTLE_ENDIAN);
		for (int from = 0; from + COPY <= header.limit(); from += COPY) {
			if (header.getLong(from) == MAGIC && header.getInt(from + CHECKED) == checksum(header, from)) {
				return OptionalLong.of(header.getLong(from + Long.BYTES));
			}
		}
		return OptionalLong.empty();
	}

	private static int checksum(ByteBuffer header, int from) {
		CRC32C checksum = new CRC32C();
		checksum.update(header.array(), from, CHECKED);
		return (int) checksum.getValue();
	}

}
