package io.eventstatistics.window;

/**
 * Counts the bytes that the structures of one or more windows hold, as a 64-bit JVM lays
 * them out with compressed references. A structure is claimed after it is allocated and
 * before it is linked, so that a failed allocation changes neither the count nor the
 * window. Not thread-safe.
 */
class MemoryMeter {

	private static final int ARRAY_HEADER = 16;

	private static final int ALIGNMENT = 8;

	private long bytes;

	/** Adds bytes that were just allocated. */
	void claim(long count) {
		this.bytes += count;
	}

	/** Subtracts bytes that are not reachable any more. */
	void release(long count) {
		this.bytes -= count;
	}

	/** Returns the bytes held, 0 or more. */
	long bytes() {
		return this.bytes;
	}

	/** Returns the size of an array. */
	static long array(int length, int elementBytes) {
		return aligned(ARRAY_HEADER + (long) length * elementBytes);
	}

	/** Returns the size of an object whose header and fields take some bytes. */
	static long aligned(long count) {
		return (count + ALIGNMENT - 1) & -ALIGNMENT;
	}

}
