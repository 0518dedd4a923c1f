package io.eventstatistics.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.series.SeriesWindows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The invariants of a window, checked after every step.
 */
public final class WindowInvariants {

	private WindowInvariants() {
	}

	/**
	 * Checks that slots and panes are in order and do not overlap, that each summary
	 * equals that of its events, and that the counted bytes are those of all structures.
	 * @param window the window
	 * @param panes what it works on
	 */
	public static void check(SlidingWindow window, ArrayDeque<Pane> panes) {
		assertThat(window.bytes()).as("before staged events are settled").isEqualTo(window.countBytes());
		window.settle();
		assertThat(window.bytes()).isEqualTo(window.countBytes());
		long greatest = Long.MIN_VALUE;
		long held = 0;
		for (Pane pane : panes) {
			assertThat(pane.size()).isBetween(1, SlotTable.MAX_SIZE);
			assertThat(pane.least()).isGreaterThan(greatest);
			if (pane != panes.peekFirst()) {
				assertThat(pane.least()).isGreaterThanOrEqualTo(pane.start());
				assertThat(pane.start()).isGreaterThan(greatest);
			}
			greatest = pane.greatest();
			List<Double> values = checkSlots(pane, pane == panes.peekFirst());
			assertSummary(pane.summary(), values);
			held += values.size();
		}
		assertThat(window.held()).isEqualTo(held);
	}

	/**
	 * Checks that the bytes counted are those of a walk.
	 * @param windows of all series
	 * @param description of the moment
	 */
	public static void checkBytes(SeriesWindows windows, String description) {
		List<SlidingWindow> all = new ArrayList<>();
		windows.forEach((series) -> all.add(series.window()));
		long bytes = windows.unnamed().window().countBytes() + windows.countBytes();
		for (SlidingWindow window : all) {
			bytes += window.countOwnBytes();
		}
		assertThat(windows.bytes()).as(description).isEqualTo(bytes);
		assertThat(windows.size()).as(description).isEqualTo(all.size());
	}

	private static List<Double> checkSlots(Pane pane, boolean isOldest) {
		List<Double> values = new ArrayList<>();
		long greatest = Long.MIN_VALUE;
		for (int i = 0; i < pane.size(); i++) {
			Slot slot = pane.slots().get(i);
			assertThat(slot.least()).isGreaterThan(greatest);
			if (i > 0) {
				assertThat(pane.slots().start(i)).isGreaterThan(greatest);
			}
			if (i > 0 || !isOldest) {
				assertThat(slot.least()).isGreaterThanOrEqualTo(pane.slots().start(i));
			}
			assertThat(slot.size() <= Slot.MAX_EVENTS || slot.isInstant()).isTrue();
			greatest = slot.greatest();
			values.addAll(checkEvents(slot));
		}
		return values;
	}

	private static List<Double> checkEvents(Slot slot) {
		List<Double> values = new ArrayList<>();
		long least = Long.MAX_VALUE;
		long greatest = Long.MIN_VALUE;
		for (int c = 0; c < slot.columns().count(); c++) {
			Column column = slot.columns().get(c);
			for (int i = 0; i < column.size(); i++) {
				least = Math.min(least, column.timestamp(i));
				greatest = Math.max(greatest, column.timestamp(i));
				values.add(column.value(i));
			}
		}
		assertThat(slot.size()).isPositive().isEqualTo(values.size());
		assertThat(slot.least()).isEqualTo(least);
		assertThat(slot.greatest()).isEqualTo(greatest);
		assertSummary(slot.summary(), values);
		return values;
	}

	private static void assertSummary(Summary actual, List<Double> values) {
		Summary expected = new Summary();
		values.forEach(expected::add);
		assertThat(actual.toStatistics()).isEqualTo(expected.toStatistics());
	}

}
