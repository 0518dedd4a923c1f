package io.eventstatistics.query;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.rank.Bin;
import io.eventstatistics.window.rank.Scale;
import org.jspecify.annotations.Nullable;

/**
 * A question for the distribution of the values of the last part of the window, as exact
 * counts in bins.
 *
 * @param window the length of the part of the window
 * @param series selects the events
 * @param scale how the edges are spaced
 * @param bins the largest number of bins, 1 to 200; on a logarithmic scale of positive
 * and of negative values
 */
public record HistogramQuery(Duration window, SeriesSelector series, Scale scale, int bins) {

	private static final int MAX_BINS = 200;

	private static final int DEFAULT_BINS = 40;

	private static final List<String> COLUMNS = List.of("ge", "lt", "count");

	/**
	 * Parses a question.
	 * @param bins the largest number of bins, or null for 40
	 * @param scale {@code linear} or {@code log}, or null for linear
	 * @param window the length of the part of the window, or null for all of it
	 * @param series the series, or null for all events
	 * @param longest the service's window
	 * @return the question
	 * @throws InvalidQueryException if a parameter is invalid
	 */
	public static HistogramQuery parse(@Nullable String bins, @Nullable String scale, @Nullable String window,
			@Nullable String series, Duration longest) {
		return new HistogramQuery((window != null) ? Durations.parse("window", window, longest) : longest,
				SeriesParameter.parse(series), scale(scale), WholeNumbers.parse("bins", bins, MAX_BINS, DEFAULT_BINS));
	}

	private static Scale scale(@Nullable String text) {
		return switch (Objects.requireNonNullElse(text, "linear")) {
			case "linear" -> Scale.LINEAR;
			case "log" -> Scale.LOG;
			default -> throw new InvalidQueryException(
					"scale must be linear or log but was " + Durations.quote(String.valueOf(text)));
		};
	}

	/** Returns the largest number of figures of the answer. */
	public int figures() {
		return COLUMNS.size() * (2 * this.bins + 2);
	}

	/**
	 * Asks a service.
	 * @param service the service, with the window that the question was parsed for
	 * @return from, to, count and the bins at this instant; no bins if there are no
	 * events
	 */
	public Answer ask(EventService service) {
		Snapshot events = service.snapshot(this.series, this.window, true);
		List<Map<String, @Nullable Object>> bins = events.aggregate()
			.histogram(this.scale, this.bins)
			.stream()
			.map(HistogramQuery::row)
			.toList();
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		answer.put("from", events.from().toString());
		answer.put("to", events.to().toString());
		answer.put("count", events.aggregate().summary().count());
		answer.put("bins", bins);
		return new Answer(answer, this.window, COLUMNS, bins);
	}

	private static Map<String, @Nullable Object> row(Bin bin) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("ge", bin.from());
		row.put("lt", bin.to());
		row.put("count", bin.count());
		return row;
	}

}
