package io.eventstatistics.load;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random choices from one seed.
 */
final class Dice {

	private final SplittableRandom random;

	Dice(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/** From 0 to one less than the bound. */
	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean oneIn(int times) {
		return below(times) == 0;
	}

	@SafeVarargs
	final <T> T of(T... choices) {
		return choices[below(choices.length)];
	}

	<T> T of(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
