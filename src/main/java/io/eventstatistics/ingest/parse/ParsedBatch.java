package io.eventstatistics.ingest.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.SeriesRefusal;
import io.eventstatistics.event.TimestampAheadException;

/**
 * A parsed batch: the valid events with their places, and the errors of the rejected
 * events. Not thread-safe.
 */
public final class ParsedBatch {

	private static final int MAX_ERRORS = 100;

	private static final int FIRST_EVENTS = 16;

	/** A timestamp, a value and a place. */
	private static final int BYTES_PER_EVENT = 20;

	private static final int BYTES_PER_SERIES_NUMBER = 4;

	private final int maxEvents;

	private final LongConsumer memory;

	private final EventBatch events = new EventBatch(FIRST_EVENTS);

	private final SeriesNumbers numbers;

	private int[] places = new int[FIRST_EVENTS];

	/** In the order of their places. */
	private List<Rejection> errors = new ArrayList<>();

	private int rejected;

	/** The indexes of valid events that are refused because of their time or series. */
	private final BitSet refused = new BitSet();

	/**
	 * Creates an empty batch.
	 * @param maxEvents the largest number of events, including rejected ones
	 * @param memory called with the bytes to allocate
	 */
	ParsedBatch(int maxEvents, LongConsumer memory) {
		this.maxEvents = maxEvents;
		this.memory = memory;
		this.numbers = new SeriesNumbers(this.events, memory);
	}

	/**
	 * Ensures capacity for one more event.
	 * @throws BodyTooLargeException if the batch already has the largest number
	 */
	void requireRoom() {
		int size = this.events.size();
		if (size + this.rejected == this.maxEvents) {
			throw new BodyTooLargeException(
					"the batch has more than the " + this.maxEvents + " events that are accepted");
		}
		if (size == this.places.length) {
			this.memory.accept((long) size
					* (BYTES_PER_EVENT + (this.events.seriesNames().isEmpty() ? 0 : BYTES_PER_SERIES_NUMBER)));
			this.places = Arrays.copyOf(this.places, 2 * size);
		}
	}

	void accept(int place, FastEventParser event) {
		requireRoom();
		this.events.add(event.timestamp(), event.value(), event.series(this.numbers));
		this.places[this.events.size() - 1] = place;
	}

	void accept(int place, JsonEventParser event) {
		requireRoom();
		String series = event.series();
		if (series != null) {
			this.numbers.of(series);
		}
		this.events.add(event.timestamp(), event.value(), series);
		this.places[this.events.size() - 1] = place;
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
	 * Rejects the events that are too far ahead. O(1) if there is none, otherwise
	 * O(events).
	 * @param latestAccepted the latest accepted timestamp
	 * @param now the server's time
	 */
	public void rejectAhead(Instant latestAccepted, Instant now) {
		if (this.events.size() == 0 || !this.events.latestTimestamp().isAfter(latestAccepted)) {
			return;
		}
		reject((i) -> this.events.timestamp(i).isAfter(latestAccepted),
				(i) -> TimestampAheadException.message(this.events.timestamp(i), latestAccepted, now));
	}

	/**
	 * Rejects the events that are too far ahead or of a series beyond the limit. O(1) if
	 * there is none, otherwise O(events).
	 * @param receipt the receipt of the batch, which was recorded without them
	 */
	public void rejectRefused(Receipt receipt) {
		rejectAhead(receipt.latestAccepted(), receipt.recordedAt());
		rejectSeries(receipt.refusedSeries());
	}

	/**
	 * Rejects the events of series beyond the limit. O(1) if there is none, otherwise
	 * O(events).
	 * @param refusal the series
	 */
	public void rejectSeries(SeriesRefusal refusal) {
		if (!refusal.names().isEmpty()) {
			reject((i) -> refusal.includes(this.events, i), (i) -> refusal.reason(this.events.series(i)));
		}
	}

	/** Rejects valid events that are not rejected yet. */
	private void reject(IntPredicate isRefused, IntFunction<String> reason) {
		List<Rejection> all = new ArrayList<>(this.errors);
		int added = 0;
		for (int i = 0; i < this.events.size(); i++) {
			if (!this.refused.get(i) && isRefused.test(i)) {
				this.refused.set(i);
				added++;
				if (added <= MAX_ERRORS) {
					all.add(new Rejection(this.places[i], reason.apply(i)));
				}
			}
		}
		this.rejected += added;
		all.sort(Comparator.comparingInt(Rejection::place));
		this.errors = all.subList(0, Math.min(all.size(), MAX_ERRORS));
	}

	/**
	 * Returns the valid events.
	 * @return the events, in the order of the body
	 */
	public EventBatch events() {
		return this.events;
	}

	/**
	 * Returns the errors of the first rejected events.
	 * @return at most 100 errors, in the order of the body
	 */
	public List<Rejection> errors() {
		return this.errors;
	}

	/**
	 * Returns the number of accepted events.
	 * @return the number, 0 or more
	 */
	public int accepted() {
		return this.events.size() - this.refused.cardinality();
	}

	/**
	 * Returns the number of rejected events.
	 * @return the number, 0 or more
	 */
	public int rejected() {
		return this.rejected;
	}

	/**
	 * The reason why an event is rejected.
	 *
	 * @param place its index in the array, from 0, or its line, from 1
	 * @param error the message for the client
	 */
	public record Rejection(int place, String error) {

	}

}
