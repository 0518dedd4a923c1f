package io.eventstatistics.event;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * What kind of values an event has.
 */
enum EventValues {

	LOG_NORMAL((random) -> Math.exp(random.nextGaussian())), SIGNED_NORMAL(Random::nextGaussian),
	FAR_APART((random) -> Math.scalb(random.nextGaussian(), random.nextInt(2000) - 1000)),
	FAR_FROM_ZERO((random) -> 1e9 + random.nextGaussian()), TINY((random) -> 1e-200 * random.nextGaussian());

	final ToDoubleFunction<Random> next;

	EventValues(ToDoubleFunction<Random> next) {
		this.next = next;
	}

}
