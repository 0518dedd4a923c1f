package io.eventstatistics.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.TimestampAheadException;

/**
 * What was read of a batch: the events that are valid, where each stood, and what is
 * wrong with the others. Not thread-safe.
 */
public final class ParsedBatch {

	private static final int MAX_ERRORS = 100;

	private final int maxEvents;

	private final EventBatch events = new EventBatch(16);

	private int[] places = new int[16];

	private final List<Rejection> errors = new ArrayList<>();

	private int rejected;

	/** Of the events, how many are refused after all. */
	private int ahead;

	ParsedBatch(int maxEvents) {
		this.maxEvents = maxEvents;
	}

	/** Refuses the whole batch where it can take no more. */
	void requireRoom() {
		if (this.events.size() + this.rejected == this.maxEvents) {
			throw new BodyTooLargeException(
					"the batch has more than the %d events that are accepted".formatted(this.maxEvents));
		}
	}

	void accept(int place, long timestamp, double value) {
		requireRoom();
		this.events.add(timestamp, value);
		accept(place);
	}

	/** Notes the place of the event that was just added. */
	void accept(int place) {
		int index = this.events.size() - 1;
		if (index == this.places.length) {
			this.places = Arrays.copyOf(this.places, 2 * index);
		}
		this.places[index] = place;
	}

	void reject(int place, InvalidEventException error) {
		reject(place, String.valueOf(error.getMessage()));
	}

	private void reject(int place, String error) {
		this.rejected++;
		if (this.errors.size() < MAX_ERRORS) {
			this.errors.add(new Rejection(place, error));
		}
	}

	/**
	 * Notes an error for each event that is too far ahead; O(1) where none is.
	 * @param latestAccepted the latest timestamp that is accepted
	 * @param now the server's time
	 */
	public void rejectAhead(Instant latestAccepted, Instant now) {
		if (this.events.size() == 0 || !this.events.latestTimestamp().isAfter(latestAccepted)) {
			return;
		}
		for (int i = 0; i < this.events.size(); i++) {
			if (this.events.timestamp(i).isAfter(latestAccepted)) {
				this.ahead++;
				reject(this.places[i], TimestampAheadException.message(this.events.timestamp(i), latestAccepted, now));
			}
		}
		this.errors.sort(Comparator.comparingInt(Rejection::place));
	}

	/**
	 * Returns the valid events.
	 * @return the events, in the order they came
	 */
	public EventBatch events() {
		return this.events;
	}

	/**
	 * Returns what is wrong with the first of the others.
	 * @return the errors of at most 100 events
	 */
	public List<Rejection> errors() {
		return this.errors;
	}

	/**
	 * Returns how many events are not refused.
	 * @return the number, 0 or more
	 */
	public int accepted() {
		return this.events.size() - this.ahead;
	}

	/**
	 * Returns how many events are refused.
	 * @return the number, 0 or more
	 */
	public int rejected() {
		return this.rejected;
	}

	/**
	 * Why an event is refused.
	 *
	 * @param place its index in the array, from 0, or its line, from 1
	 * @param error what is wrong, for the client to read
	 */
	public record Rejection(int place, String error) {

	}

}
