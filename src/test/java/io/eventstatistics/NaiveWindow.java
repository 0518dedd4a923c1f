package io.eventstatistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.Statistics;

/**
 * The oracle: every event in a deque, every figure computed from all of them with exact
 * arithmetic on every call.
 */
public final class NaiveWindow {

	private final long windowNanos;

	private ArrayDeque<Event> events = new ArrayDeque<>();

	/**
	 * Creates an empty window.
	 * @param windowNanos its length
	 */
	public NaiveWindow(long windowNanos) {
		this.windowNanos = windowNanos;
	}

	/**
	 * Records an event.
	 * @param now the time
	 * @param timestamp of the event
	 * @param value of the event
	 */
	public void record(long now, long timestamp, double value) {
		add(timestamp, value);
		prune(now);
	}

	/**
	 * Records an event without looking at the time.
	 * @param timestamp of the event
	 * @param value of the event
	 */
	public void add(long timestamp, double value) {
		this.events.add(new Event(timestamp, value));
	}

	/**
	 * Computes the figures.
	 * @param now the time
	 * @return the figures
	 */
	public Statistics statistics(long now) {
		prune(now);
		if (this.events.isEmpty()) {
			return Statistics.EMPTY;
		}
		List<Double> values = new ArrayList<>();
		BigDecimal sum = BigDecimal.ZERO;
		for (Event event : this.events) {
			values.add(event.value());
			sum = sum.add(new BigDecimal(event.value()));
		}
		values.sort(null);
		double mean = sum.divide(BigDecimal.valueOf(values.size()), new MathContext(400)).doubleValue();
		return new Statistics(values.size(), values.get(0), values.get(values.size() - 1), mean);
	}

	/**
	 * Forgets what is older than the window.
	 * @param now the time
	 */
	public void prune(long now) {
		this.events.removeIf((event) -> event.timestamp() < now - this.windowNanos);
	}

	private record Event(long timestamp, double value) {

	}

}
