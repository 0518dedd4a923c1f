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
 * What was read of a batch: the events that are valid, where each stood, and what is
 * wrong with the others. Not thread-safe.
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

	/** In order of places, as they are read. */
	private final List<Rejection> invalid = new ArrayList<>();

	private List<Rejection> errors = this.invalid;

	private int rejected;

	/** The indices of events that are valid but refused for their time or series. */
	private final BitSet refused = new BitSet();

	/**
	 * Creates an empty batch.
	 * @param maxEvents how many events it may have
	 * @param memory told of the bytes that the columns take
	 */
	ParsedBatch(int maxEvents, LongConsumer memory) {
		this.maxEvents = maxEvents;
		this.memory = memory;
		this.numbers = new SeriesNumbers(this.events, memory);
	}

	/**
	 * Makes room for another event.
	 * @throws BodyTooLargeException if the batch has as many as are accepted
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
		if (this.invalid.size() < MAX_ERRORS) {
			this.invalid.add(new Rejection(place, error));
		}
	}

	/**
	 * Rejects each event that is too far ahead; O(1) where none is.
	 * @param latestAccepted the latest timestamp that is accepted
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
	 * Rejects each event that is too far ahead or of a series beyond the limit; O(1)
	 * where none is.
	 * @param receipt of the batch, which was recorded without them
	 */
	public void rejectRefused(Receipt receipt) {
		rejectAhead(receipt.latestAccepted(), receipt.recordedAt());
		SeriesRefusal refusal = receipt.refusedSeries();
		if (!refusal.names().isEmpty()) {
			reject((i) -> refusal.includes(this.events.series(i)), (i) -> refusal.reason(this.events.series(i)));
		}
	}

	/** Rejects valid events, unless they are rejected. */
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
	 * @return the events, in the order they came
	 */
	public EventBatch events() {
		return this.events;
	}

	/**
	 * Returns what is wrong with the first of the others, in the order they came.
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
		return this.events.size() - this.refused.cardinality();
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
