package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.eventstatistics.window.Timeline;

/**
 * What the window knows of the events of a span of time, step by step, all at one
 * instant. Every event of the span is in exactly one step.
 *
 * @param from the first moment of the span
 * @param to the instant
 * @param step the length of a step
 * @param points the steps, oldest first; the first may begin before the span but holds
 * only what is in it
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
