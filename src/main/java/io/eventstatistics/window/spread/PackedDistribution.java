package io.eventstatistics.window.spread;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import io.eventstatistics.window.sum.SquareSum;

/**
 * A distribution to keep: some 3 bytes for each bin that is in use, of which there are
 * never more than values, however far those lie apart. Immutable.
 */
public final class PackedDistribution implements Spread {

	private final SquareSum squares = new SquareSum();

	/** The library's own encoding, without the mapping. */
	private final byte[] roots;

	PackedDistribution(SquareSum squares, DDSketch roots) {
		this.squares.add(squares);
		GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
		try {
			roots.encode(output, true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.roots = output.trimmedCopy();
	}

	@Override
	public SquareSum squares() {
		return this.squares;
	}

	@Override
	public void addRootsTo(DDSketch target) {
		try {
			target.decodeAndMergeWith(ByteArrayInput.wrap(this.roots));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
