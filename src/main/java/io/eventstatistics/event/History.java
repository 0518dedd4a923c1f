package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.eventstatistics.window.Timeline;

/**
 * The events of a span of time in steps, all at one instant. Every event of the span is
 * in exactly one step.
 *
 * @param from the first moment of the span
 * @param to the instant of the answer
 * @param step the length of a step
 * @param points the steps, oldest first; the first may start before the span but has only
 * events of the span
 */
public record History(Instant from, Instant to, Duration step, List<Snapshot> points) {

	static History of(long part, long step, Timeline timeline) {
		return new History(EpochNanos.toInstant(timeline.edge()), EpochNanos.toInstant(timeline.edge() + part),
				Duration.ofNanos(step),
				IntStream.range(0, timeline.size())
					.mapToObj((index) -> new Snapshot(timeline.start(index), timeline.start(index) + step,
							timeline.point(index)))
					.toList());
	}

}
