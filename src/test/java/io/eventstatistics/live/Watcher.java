package io.eventstatistics.live;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber that records its frames, unless it is blocked.
 */
final class Watcher extends Subscriber {

	final List<Frame> frames = new ArrayList<>();

	int beats;

	boolean isEnded;

	boolean isStuck;

	@Override
	void pump() {
		this.isEnded = hasEnded();
		if (this.isStuck) {
			return;
		}
		if (takeBeat()) {
			this.beats++;
		}
		@Nullable Frame frame = takeFrame();
		if (frame != null) {
			this.frames.add(frame);
		}
	}

	Frame last() {
		return this.frames.get(this.frames.size() - 1);
	}

}
