package io.eventstatistics.ingest.parse;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

import io.eventstatistics.event.EventBatch;

/**
 * Assigns numbers to the series names of a batch. A cache of fixed size finds the number
 * of a recent name by its bytes, without creating a string. Not thread-safe.
 */
final class SeriesNumbers {

	/** A power of two. */
	private static final int CACHE = 4096;

	/** The size of an entry in the dictionary, without the text of the name. */
	private static final int BYTES_PER_NAME = 160;

	private final EventBatch batch;

	private final LongConsumer memory;

	/** By hash, the number of the last name with that hash, or 0. */
	private int[] cache = {};

	SeriesNumbers(EventBatch batch, LongConsumer memory) {
		this.batch = batch;
		this.memory = memory;
	}

	/** Returns the number of a valid name. */
	int of(byte[] text, int from, int to) {
		if (this.cache.length == 0) {
			this.memory.accept(CACHE * (long) Integer.BYTES);
			this.cache = new int[CACHE];
		}
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + text[i];
		}
		int slot = (hash ^ hash >>> 12) & CACHE - 1;
		int number = this.cache[slot];
		if (number == 0 || !matches(this.batch.seriesNames().get(number - 1), text, from, to)) {
			number = of(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
			this.cache[slot] = number;
		}
		return number;
	}

	/** Returns the number of a valid name. */
	int of(String name) {
		int known = this.batch.seriesNames().size();
		int number = this.batch.numberSeries(name);
		if (number > known) {
			this.memory.accept(BYTES_PER_NAME + name.length());
		}
		return number;
	}

	private static boolean matches(String name, byte[] text, int from, int to) {
		if (name.length() != to - from) {
			return false;
		}
		for (int i = from; i < to; i++) {
			if (name.charAt(i - from) != text[i]) {
				return false;
			}
		}
		return true;
	}

}
