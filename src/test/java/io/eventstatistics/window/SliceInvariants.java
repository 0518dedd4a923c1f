package io.eventstatistics.window;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold of every slice after every step.
 */
public final class SliceInvariants {

	private SliceInvariants() {
	}

	/**
	 * Checks a pane and all that is in it: what it knows as a whole is what its events
	 * say, and every event lies within its slot.
	 * @param pane the pane
	 */
	public static void check(Pane pane) {
		pane.unstage();
		checkSlice(pane);
	}

	private static List<Double> checkSlice(Slice slice) {
		List<Double> expected = (slice instanceof Pane pane) ? valuesOfParts(pane) : valuesOfEvents((Slot) slice);
		Aggregate aggregate = new Aggregate(true);
		expected.forEach(aggregate::add);
		Aggregate whole = new Aggregate(true);
		whole.add(slice);
		assertThat(whole.summary().toStatistics()).isEqualTo(aggregate.summary().toStatistics());
		assertThat(whole.variance()).isEqualTo(aggregate.variance());
		for (double quantile : new double[] { 0, 0.3, 0.5, 0.99, 1 }) {
			assertThat(whole.quantile(quantile)).isEqualTo(Double.valueOf(aggregate.quantile(quantile)));
		}
		assertThat(slice.isEmpty()).isEqualTo(expected.isEmpty());
		return expected;
	}

	private static List<Double> valuesOfParts(Pane pane) {
		List<Double> values = new ArrayList<>();
		long end = pane.start;
		for (int i = 0; i < pane.parts.length; i++) {
			Slice part = pane.parts[i];
			if (part != null && part.isEmpty()) {
				assertThat(checkSlice(part)).isEmpty();
			}
			else if (part != null) {
				assertThat(i).isGreaterThanOrEqualTo(pane.first);
				assertThat(part.start).isGreaterThanOrEqualTo(end);
				end = part.end();
				values.addAll(checkSlice(part));
			}
		}
		assertThat(end).isLessThanOrEqualTo(pane.end());
		return values;
	}

	private static List<Double> valuesOfEvents(Slot slot) {
		List<Double> values = new ArrayList<>();
		assertThat(slot.size()).isLessThanOrEqualTo((slot.length > 1) ? Slot.MAX_EVENTS : Integer.MAX_VALUE);
		for (Slot.Chunk chunk = slot.newest; chunk != null; chunk = chunk.previous) {
			assertThat(chunk.size).isBetween(1, Slot.Chunk.CAPACITY);
			for (int i = 0; i < chunk.size; i++) {
				assertThat(chunk.offsets[i]).isGreaterThanOrEqualTo(0);
				assertThat((long) chunk.offsets[i]).isLessThan(slot.length);
				values.add(chunk.values[i]);
			}
		}
		return values;
	}

}
