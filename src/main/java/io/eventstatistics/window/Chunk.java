package io.eventstatistics.window;

import org.jspecify.annotations.Nullable;

/**
 * A fixed-size piece of a slot's raw columns, linked to the piece filled before it. All
 * but a slot's newest chunk are full. Not thread-safe.
 */
final class Chunk {

	/** Events in a chunk: 1.5 KiB of columns. */
	static final int CAPACITY = 128;

	/** Nanoseconds since the slot's start. */
	final int[] offsets = new int[CAPACITY];

	final double[] values = new double[CAPACITY];

	int size;

	@Nullable Chunk previous;

}
