package io.eventstatistics.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.eventstatistics.event.EventBatch;

/**
 * Encodes the series of an entry's events: a dictionary of the names of all batches, and
 * runs of consecutive events with the same name, then the series that batches left out.
 * O(1) an event or name. Not thread-safe.
 */
final class SeriesEncoder {

	/** The number of the unnamed series. */
	static final int UNNAMED = 0;

	/** The length of a run that names a left-out series. */
	static final int LEFT_OUT = 0;

	private final List<String> names = new ArrayList<>();

	private final Map<String, Integer> numbers = new HashMap<>();

	/** The number of each run's name. */
	private int[] runNumbers = new int[16];

	/** The number of events of each run. */
	private int[] runLengths = new int[16];

	private int runs;

	SeriesEncoder(List<PendingAppend> requests) {
		for (PendingAppend request : requests) {
			add(request.events());
		}
		addLeftOut(requests.stream().filter((request) -> request.key() != null).map(PendingAppend::leftOut).toList());
	}

	/** Returns whether an event has a series, or a batch left out one. */
	static boolean isNeeded(List<PendingAppend> requests) {
		return requests.stream()
			.anyMatch((request) -> !request.events().seriesNames().isEmpty() || !request.leftOut().isEmpty());
	}

	/** Returns the names in the order of their numbers, from 1. */
	List<String> names() {
		return this.names;
	}

	int runs() {
		return this.runs;
	}

	int runNumber(int run) {
		return this.runNumbers[run];
	}

	int runLength(int run) {
		return this.runLengths[run];
	}

	private void add(EventBatch events) {
		int[] ofBatch = new int[events.seriesNames().size() + 1];
		for (int i = 0; i < events.size(); i++) {
			int number = events.seriesNumber(i);
			if (number != UNNAMED && ofBatch[number] == UNNAMED) {
				ofBatch[number] = numberOf(events.seriesNames().get(number - 1));
			}
			add(ofBatch[number]);
		}
	}

	private void add(int number) {
		if (this.runs > 0 && this.runNumbers[this.runs - 1] == number) {
			this.runLengths[this.runs - 1]++;
		}
		else {
			add(number, 1);
		}
	}

	/** Adds the names of each batch with a key, and before them the step to the batch. */
	private void addLeftOut(List<Set<String>> ofBatches) {
		int batch = 0;
		for (int i = 0; i < ofBatches.size(); i++) {
			for (String name : ofBatches.get(i)) {
				for (; batch < i; batch++) {
					add(UNNAMED, LEFT_OUT);
				}
				add(numberOf(name), LEFT_OUT);
			}
		}
	}

	private void add(int number, int length) {
		if (this.runs == this.runNumbers.length) {
			this.runNumbers = Arrays.copyOf(this.runNumbers, 2 * this.runs);
			this.runLengths = Arrays.copyOf(this.runLengths, 2 * this.runs);
		}
		this.runNumbers[this.runs] = number;
		this.runLengths[this.runs] = length;
		this.runs++;
	}

	private int numberOf(String name) {
		Integer existing = this.numbers.get(name);
		if (existing != null) {
			return existing;
		}
		this.names.add(name);
		this.numbers.put(name, this.names.size());
		return this.names.size();
	}

}
