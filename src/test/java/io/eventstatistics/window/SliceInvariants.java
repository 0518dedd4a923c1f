package io.eventstatistics.window;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold of every slice after every step.
 */
public final class SliceInvariants {

	private SliceInvariants() {
	}

	/**
	 * Checks a pane and all that is in it: a summary is that of the events below it, and
	 * every event lies within its slot.
	 * @param pane the pane
	 */
	public static void check(Pane pane) {
		pane.unstage();
		checkSlice(pane);
	}

	private static Summary checkSlice(Slice slice) {
		Summary expected = (slice instanceof Pane pane) ? summaryOfParts(pane) : summaryOfEvents((Slot) slice);
		assertThat(slice.summary().toStatistics()).isEqualTo(expected.toStatistics());
		assertThat(slice.isEmpty()).isEqualTo(expected.count() == 0);
		return expected;
	}

	private static Summary summaryOfParts(Pane pane) {
		Summary summary = new Summary();
		long end = pane.start;
		for (int i = 0; i < pane.parts.length; i++) {
			Slice part = pane.parts[i];
			if (part != null && part.isEmpty()) {
				assertThat(checkSlice(part).count()).isZero();
			}
			else if (part != null) {
				assertThat(i).isGreaterThanOrEqualTo(pane.first);
				assertThat(part.start).isGreaterThanOrEqualTo(end);
				end = part.end();
				summary.add(checkSlice(part));
			}
		}
		assertThat(end).isLessThanOrEqualTo(pane.end());
		return summary;
	}

	private static Summary summaryOfEvents(Slot slot) {
		Summary summary = new Summary();
		assertThat(slot.size()).isLessThanOrEqualTo((slot.length > 1) ? Slot.MAX_EVENTS : Integer.MAX_VALUE);
		for (Chunk chunk = slot.newest; chunk != null; chunk = chunk.previous) {
			assertThat(chunk.size).isBetween(1, Chunk.CAPACITY);
			for (int i = 0; i < chunk.size; i++) {
				assertThat(chunk.offsets[i]).isGreaterThanOrEqualTo(0);
				assertThat((long) chunk.offsets[i]).isLessThan(slot.length);
				summary.add(chunk.values[i]);
			}
		}
		return summary;
	}

}
