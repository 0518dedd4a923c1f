package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.eventstatistics.window.Timeline;

/**
 * What there is to know of the events of a span of time, step by step, all at one
 * instant. Every event of the span is in exactly one step.
 *
 * @param from the first moment of the span
 * @param to the instant
 * @param step the length of a step
 * @param points the steps, oldest first; the first may begin before the span but holds
 * only what is in it
 */
public record History(Instant from, Instant to, Duration step, List<Snapshot> points) {

	static History of(Instant from, Instant to, Duration step, Timeline timeline) {
		return new History(from, to, step, IntStream.range(0, timeline.size()).mapToObj((index) -> {
			Instant start = EventService.instant(timeline.start(index));
			return new Snapshot(start, start.plus(step), timeline.point(index));
		}).toList());
	}

}
