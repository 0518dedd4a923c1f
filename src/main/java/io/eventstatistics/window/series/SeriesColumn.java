package io.eventstatistics.window.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.window.Run;
import org.jspecify.annotations.Nullable;

/**
 * The series of the events of a batch: a dictionary of names, and for each event the
 * number of its name. 4 bytes an event, amortised O(1). For example, the names
 * {@code 1 = api, 2 = web} and the numbers {@code 1, 2, 0, 1} mean api, web, no name,
 * api. Not thread-safe.
 */
public final class SeriesColumn {

	private static final int MIN_CAPACITY = 16;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final List<String> names = new ArrayList<>();

	/** By event; events beyond the array have no name. */
	private int[] ofEvent = {};

	/**
	 * Sets the series of an event.
	 * @param index the index of the event
	 * @param name the name of its series
	 */
	public void set(int index, String name) {
		set(index, numberOf(name));
	}

	/**
	 * Sets the series of an event.
	 * @param index the index of the event
	 * @param number the number of its series
	 */
	public void set(int index, int number) {
		makeRoom(index + 1);
		this.ofEvent[index] = number;
	}

	/**
	 * Sets the series of the events that have none.
	 * @param name the name of the series
	 * @param events the number of events
	 */
	public void fill(String name, int events) {
		makeRoom(events);
		int number = 0;
		for (int i = 0; i < events; i++) {
			if (this.ofEvent[i] == 0) {
				number = (number > 0) ? number : numberOf(name);
				this.ofEvent[i] = number;
			}
		}
	}

	/**
	 * Returns the name of an event's series.
	 * @param index the index of the event
	 * @return the name, or null for none
	 */
	public @Nullable String get(int index) {
		int number = number(index);
		return (number > 0) ? this.names.get(number - 1) : null;
	}

	/**
	 * Returns the number of an event's series.
	 * @param index the index of the event
	 * @return the number, from 1, or 0 for none
	 */
	public int number(int index) {
		return (index < this.ofEvent.length) ? this.ofEvent[index] : 0;
	}

	/**
	 * Returns the names in the order of their numbers, from 1.
	 * @return the names, a view
	 */
	public List<String> names() {
		return Collections.unmodifiableList(this.names);
	}

	/**
	 * Returns the number of a name; adds the name if it is new.
	 * @param name the name of a series
	 * @return the number, from 1
	 */
	public int numberOf(String name) {
		Integer existing = this.numbers.get(name);
		if (existing != null) {
			return existing;
		}
		this.names.add(name);
		this.numbers.put(name, this.names.size());
		return this.names.size();
	}

	/**
	 * Returns the events by series, each in the order of arrival: a counting sort.
	 * @param timestamps the timestamps of the events
	 * @param values the values of the events
	 * @param size the number of events
	 * @return a run for each series that has events
	 */
	public List<SeriesRun> runs(long[] timestamps, double[] values, int size) {
		int[] ends = new int[this.names.size() + 1];
		for (int i = 0; i < size; i++) {
			ends[number(i)]++;
		}
		for (int number = 1; number < ends.length; number++) {
			ends[number] += ends[number - 1];
		}
		if (size > 0 && isSingle(ends, size)) {
			return List.of(new SeriesRun(get(0), new Run(timestamps, values, 0, size)));
		}
		long[] groupedTimestamps = new long[size];
		double[] groupedValues = new double[size];
		for (int i = size - 1; i >= 0; i--) {
			int place = --ends[number(i)];
			groupedTimestamps[place] = timestamps[i];
			groupedValues[place] = values[i];
		}
		return split(groupedTimestamps, groupedValues, ends);
	}

	/** Returns whether all events are of one series. */
	private boolean isSingle(int[] ends, int size) {
		int first = number(0);
		return ends[first] == size && (first == 0 || ends[first - 1] == 0);
	}

	private List<SeriesRun> split(long[] timestamps, double[] values, int[] starts) {
		List<SeriesRun> runs = new ArrayList<>(starts.length);
		for (int number = 0; number < starts.length; number++) {
			int end = (number + 1 < starts.length) ? starts[number + 1] : values.length;
			if (end > starts[number]) {
				runs.add(new SeriesRun((number > 0) ? this.names.get(number - 1) : null,
						new Run(timestamps, values, starts[number], end)));
			}
		}
		return runs;
	}

	private void makeRoom(int events) {
		if (events > this.ofEvent.length) {
			this.ofEvent = Arrays.copyOf(this.ofEvent,
					Math.max(MIN_CAPACITY, Math.max(events, 2 * this.ofEvent.length)));
		}
	}

}
