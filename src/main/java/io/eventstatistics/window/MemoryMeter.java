package io.eventstatistics.window;

/**
 * Counts the bytes that the structures of one or more windows hold, as a 64-bit JVM lays
 * them out with compressed references. A structure is claimed after it is allocated and
 * before it is linked, so that a failed allocation changes neither the count nor the
 * window. Not thread-safe.
 */
public class MemoryMeter {

	private static final int ARRAY_HEADER = 16;

	private static final int ALIGNMENT = 8;

	private long bytes;

	private int staged;

	/**
	 * Adds bytes that were just allocated.
	 * @param count the number of bytes
	 */
	public void claim(long count) {
		this.bytes += count;
	}

	/**
	 * Subtracts bytes that are no longer reachable.
	 * @param count the number of bytes
	 */
	public void release(long count) {
		this.bytes -= count;
	}

	/**
	 * Returns the bytes held.
	 * @return the number, 0 or more
	 */
	public long bytes() {
		return this.bytes;
	}

	/** Counts staged events; if negative, events that are no longer staged. */
	void staged(int change) {
		this.staged += change;
	}

	/** Returns how many events are staged. */
	int staged() {
		return this.staged;
	}

	/**
	 * Returns the size of an array.
	 * @param length the number of elements
	 * @param elementBytes the size of an element in bytes
	 * @return the number of bytes
	 */
	public static long array(int length, int elementBytes) {
		return aligned(ARRAY_HEADER + (long) length * elementBytes);
	}

	/**
	 * Returns the size of an object.
	 * @param count the bytes of the header and the fields
	 * @return the number of bytes
	 */
	public static long aligned(long count) {
		return (count + ALIGNMENT - 1) & -ALIGNMENT;
	}

}
