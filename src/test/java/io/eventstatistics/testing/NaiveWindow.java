package io.eventstatistics.testing;

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

	/** More than a double, or the middle between two, has: so that ties stay ties. */
	private static final MathContext ENOUGH_DIGITS = new MathContext(1100);

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
	 * Records an event without checking its timestamp.
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
		return statistics(values(now - this.windowNanos, Long.MAX_VALUE));
	}

	/**
	 * Computes the figures of some values.
	 * @param values in ascending order
	 * @return the figures
	 */
	public static Statistics statistics(List<Double> values) {
		if (values.isEmpty()) {
			return Statistics.EMPTY;
		}
		double mean = sum(values).divide(BigDecimal.valueOf(values.size()), ENOUGH_DIGITS).doubleValue();
		return new Statistics(values.size(), values.get(0), values.get(values.size() - 1), mean);
	}

	/**
	 * Returns the values of the events of a span of time.
	 * @param from of the first moment
	 * @param to of the first moment after it
	 * @return the values in ascending order
	 */
	public List<Double> values(long from, long to) {
		List<Double> values = new ArrayList<>();
		for (Event event : this.events) {
			if (event.timestamp() >= from && event.timestamp() < to) {
				values.add(event.value());
			}
		}
		values.sort(null);
		return values;
	}

	/**
	 * Computes a sum.
	 * @param values the values
	 * @return their sum, exact
	 */
	public static BigDecimal sum(List<Double> values) {
		return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/**
	 * Computes the variance of a population.
	 * @param values the values, at least one
	 * @return their variance to 40 digits
	 */
	public static BigDecimal variance(List<Double> values) {
		return scaledVariance(values).divide(BigDecimal.valueOf(values.size()).pow(2), new MathContext(40));
	}

	/**
	 * Computes the variance of a population times the square of its size.
	 * @param values the values
	 * @return the product, exact
	 */
	public static BigDecimal scaledVariance(List<Double> values) {
		BigDecimal squares = values.stream()
			.map((value) -> new BigDecimal(value).pow(2))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
		return squares.multiply(BigDecimal.valueOf(values.size())).subtract(sum(values).pow(2));
	}

	/**
	 * Computes a quantile as NumPy does: of rank {@code q * (n - 1)}, interpolated.
	 * @param values in ascending order, at least one
	 * @param q from 0 to 1
	 * @return the quantile, rounded once
	 */
	public static double quantile(List<Double> values, BigDecimal q) {
		BigDecimal rank = q.multiply(BigDecimal.valueOf(values.size() - 1));
		int lower = rank.intValue();
		BigDecimal weight = rank.subtract(BigDecimal.valueOf(lower));
		BigDecimal value = new BigDecimal(values.get(lower));
		BigDecimal next = new BigDecimal(values.get(Math.min(lower + 1, values.size() - 1)));
		return value.add(next.subtract(value).multiply(weight)).doubleValue() + 0.0;
	}

	/**
	 * Removes the events older than the window.
	 * @param now the time
	 */
	public void prune(long now) {
		this.events.removeIf((event) -> event.timestamp() < now - this.windowNanos);
	}

	private record Event(long timestamp, double value) {

	}

}
