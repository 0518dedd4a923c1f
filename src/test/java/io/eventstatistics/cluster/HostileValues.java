package io.eventstatistics.cluster;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What kind of values events have.
 */
enum HostileValues {

	LOG_NORMAL((random) -> Math.exp(random.nextGaussian())),

	MIXED_SIGNS((random) -> random.nextGaussian()),

	/** A few ulps around a large number. */
	NARROW((random) -> 1e15 + random.nextInt(64) / 8.0),

	CLUSTERS((random) -> Math.pow(10, random.nextInt(5)) * (random.nextBoolean() ? 1 : -1)
			+ random.nextGaussian() * 1e-9),

	ALL_EQUAL((random) -> 0.1),

	TIES((random) -> random.nextInt(4) / 2.0),

	/** Half of the values are the same. */
	HEAVY_TIE((random) -> random.nextBoolean() ? 42 : random.nextDouble() * 100),

	INTEGERS((random) -> random.nextInt(1000)),

	SUBNORMAL((random) -> random.nextLong(-1000, 1000) * Double.MIN_VALUE),

	HUGE((random) -> (random.nextBoolean() ? 1e308 : -1e308) * (1 - random.nextInt(3) * 0x1p-53)),

	ZEROS((random) -> (random.nextInt(4) - 1.5 > 0) ? -0.0 : random.nextInt(3) * Double.MIN_VALUE - Double.MIN_VALUE),

	FAR_APART((random) -> Math.scalb(random.nextGaussian(), random.nextInt(2040) - 1040));

	final ToDoubleFunction<RandomGenerator> next;

	HostileValues(ToDoubleFunction<RandomGenerator> next) {
		this.next = next;
	}

}
