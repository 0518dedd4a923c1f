package io.eventstatistics.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The series of the events of a batch: a dictionary of names, and for each event the
 * number of its name. 4 bytes an event, amortised O(1). Not thread-safe.
 *
 * <pre>
 *  names    1 = checkout.api, 2 = checkout.web
 *  numbers  1 | 2 | 0 | 1                         0 = without a name
 * </pre>
 */
final class SeriesColumn {

	private static final int MIN_CAPACITY = 16;

	private final Map<String, Integer> numbers = new HashMap<>();

	private final List<String> names = new ArrayList<>();

	/** Events from its length on have no name. */
	private int[] ofEvent = {};

	/** Names an event. */
	void set(int index, String name) {
		makeRoom(index + 1);
		this.ofEvent[index] = numberOf(name);
	}

	/** Names those of the first events that have no name. */
	void fill(String name, int events) {
		makeRoom(events);
		int number = numberOf(name);
		for (int i = 0; i < events; i++) {
			if (this.ofEvent[i] == 0) {
				this.ofEvent[i] = number;
			}
		}
	}

	/** Returns the name of an event, or null where it has none. */
	@Nullable String get(int index) {
		int number = number(index);
		return (number > 0) ? name(number) : null;
	}

	/** Returns the number of an event's name, or 0 where it has none. */
	int number(int index) {
		return (index < this.ofEvent.length) ? this.ofEvent[index] : 0;
	}

	/** Returns how many names there are, those of no event too. */
	int names() {
		return this.names.size();
	}

	/** Returns the name of a number from 1 on. */
	String name(int number) {
		return this.names.get(number - 1);
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

	private void makeRoom(int events) {
		if (events > this.ofEvent.length) {
			this.ofEvent = Arrays.copyOf(this.ofEvent,
					Math.max(MIN_CAPACITY, Math.max(events, 2 * this.ofEvent.length)));
		}
	}

}
