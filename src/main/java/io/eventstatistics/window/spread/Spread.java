package io.eventstatistics.window.spread;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.eventstatistics.window.sum.SquareSum;

/**
 * What is known of how some values spread, to be added up with others. Immutable once it
 * is handed out.
 */
public sealed interface Spread permits Distribution, PackedDistribution {

	/**
	 * Returns the sum of the squares of the values.
	 * @return the sum, which is this spread's own
	 */
	SquareSum squares();

	/**
	 * Adds the square roots of the values to a sketch.
	 * @param target the sketch
	 */
	void addRootsTo(DDSketch target);

}
