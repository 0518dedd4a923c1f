package io.eventstatistics.window;

import java.util.ArrayDeque;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlidingWindowTests {

	private final ArrayDeque<Pane> panes = new ArrayDeque<>();

	private final SlidingWindow window = new SlidingWindow(this.panes);

	/** One part of the slot then lies wholly before the edge, which has not moved. */
	@Test
	void fullSlotThatTheEdgeCutsIsSplit() {
		this.window.advanceTo(0);
		add(0, Slot.MAX_EVENTS);
		this.window.summarize(0, new Aggregate(false));
		this.window.advanceTo(Slot.MAX_EVENTS - 10);
		add(Slot.MAX_EVENTS - 10, 5);
		WindowInvariants.check(this.window, this.panes);
		this.window.removeExpired();
		WindowInvariants.check(this.window, this.panes);
		assertThat(this.window.held()).isEqualTo(15);
		this.window.advanceTo(Slot.MAX_EVENTS);
		this.window.removeExpired();
		assertThat(this.window.held()).isZero();
		assertThat(this.panes).isEmpty();
	}

	private void add(long first, int count) {
		long[] timestamps = new long[count];
		for (int i = 0; i < count; i++) {
			timestamps[i] = first + i;
		}
		this.window.reserve(count);
		this.window.add(new Run(timestamps, new double[count], 0, count), true);
	}

}
