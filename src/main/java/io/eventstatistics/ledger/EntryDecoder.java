package io.eventstatistics.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKey.Fingerprint;

/**
 * Decodes entries of {@link EntryEncoder}, versions 1 to 3: O(1) an event. Checks that
 * counts fit the size of the entry and that series names are valid; does not check
 * timestamps and values. Not thread-safe.
 */
final class EntryDecoder {

	private static final byte CHECKSUM_VERSION = 1;

	private static final int MAX_KEPT = 1 << 17;

	private static final int MIN_EVENT = 1 + Double.BYTES;

	private static final int LAST_SHIFT = 63;

	private final CRC32C checksum = new CRC32C();

	private EventBatch events = new EventBatch(64);

	private byte[] bytes = {};

	private int position;

	/** The number of each event's series, or 0 for none; empty if no event has one. */
	private int[] series = {};

	/**
	 * Decodes an entry.
	 * @param source all bytes of the entry
	 * @return the entry, whose events are valid until the next call
	 * @throws UnreadableEntryException if it is not an entry, damaged or of an unknown
	 * version
	 */
	Entry decode(byte[] source) throws UnreadableEntryException {
		check(source);
		this.bytes = source;
		this.position = EntryEncoder.CHECKED_FROM;
		if (this.events.size() > MAX_KEPT) {
			this.events = new EventBatch(64);
		}
		try {
			return decode(source[1]);
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw new UnreadableEntryException("its content is malformed: " + ex.getMessage());
		}
	}

	private Entry decode(byte version) {
		long replica = getLong();
		Instant appendedAt = (version != CHECKSUM_VERSION) ? getInstant() : null;
		long sequence = getVariable();
		int count = getCount(MIN_EVENT);
		List<Entry.Keyed> keyed = getKeys(version, count);
		this.events.clear();
		this.series = (version == EntryEncoder.SERIES_VERSION) ? getSeries(count, keyed) : new int[0];
		getEvents(count);
		this.series = new int[0];
		return new Entry(replica, sequence, appendedAt, this.events, keyed);
	}

	private void check(byte[] source) throws UnreadableEntryException {
		if (source.length < EntryEncoder.CHECKED_FROM || source[0] != EntryEncoder.MAGIC) {
			throw new UnreadableEntryException("it is not of this service");
		}
		if (source[1] < CHECKSUM_VERSION || source[1] > EntryEncoder.SERIES_VERSION) {
			throw new UnreadableEntryException("its version is %d, known are %d to %d".formatted(source[1],
					CHECKSUM_VERSION, EntryEncoder.SERIES_VERSION));
		}
		this.checksum.reset();
		this.checksum.update(source, EntryEncoder.CHECKED_FROM, source.length - EntryEncoder.CHECKED_FROM);
		if ((int) this.checksum.getValue() != (int) EntryEncoder.INT.get(source, EntryEncoder.CHECKSUM_AT)) {
			throw new UnreadableEntryException("its checksum is wrong");
		}
	}

	private List<Entry.Keyed> getKeys(byte version, int events) {
		int count = getCount(1);
		List<Entry.Keyed> keyed = new ArrayList<>(0);
		int from = 0;
		for (int i = 0; i < count; i++) {
			from += getCount(0);
			int to = from + getCount(0);
			Objects.checkFromToIndex(from, to, events);
			String text = getText(getCount(1));
			IdempotencyKey key = new IdempotencyKey(text, getFingerprint(version));
			keyed.add(new Entry.Keyed(from, to, key, getInstant()));
			from = to;
		}
		return keyed;
	}

	private String getText(int length) {
		String text = new String(this.bytes, this.position, length, StandardCharsets.US_ASCII);
		this.position += length;
		return text;
	}

	private Fingerprint getFingerprint(byte version) {
		return (version != CHECKSUM_VERSION) ? new Fingerprint(getLong(), getLong(), getLong(), getLong())
				: new Fingerprint(getLong(), 0, 0, 0);
	}

	private int[] getSeries(int events, List<Entry.Keyed> keyed) {
		int[] numbers = new int[getCount(2) + 1];
		for (int i = 1; i < numbers.length; i++) {
			numbers[i] = this.events.numberSeries(getText(getCount(1)));
		}
		int[] ofEvent = new int[events];
		int from = 0;
		int batch = 0;
		for (int runs = getCount(2); runs > 0; runs--) {
			int number = numbers[getCount(0)];
			int to = Math.addExact(from, getCount(0));
			Objects.checkFromToIndex(from, to, events);
			Arrays.fill(ofEvent, from, to, number);
			if (to - from == SeriesEncoder.LEFT_OUT) {
				batch = leaveOut(number, keyed, batch);
			}
			from = to;
		}
		if (from != events) {
			throw new IllegalArgumentException("%d events have no run".formatted(events - from));
		}
		return ofEvent;
	}

	/** Adds a left-out series to a batch; returns the batch of the next one. */
	private int leaveOut(int number, List<Entry.Keyed> keyed, int batch) {
		if (number == SeriesEncoder.UNNAMED) {
			return batch + 1;
		}
		keyed.get(batch).leftOut().add(this.events.seriesNames().get(number - 1));
		return batch;
	}

	private void getEvents(int count) {
		int valuesFrom = this.bytes.length - count * Double.BYTES;
		int valueAt = valuesFrom;
		long timestamp = 0;
		for (int i = 0; i < count; i++) {
			long step = getVariable();
			timestamp += (step >>> 1) ^ -(step & 1);
			this.events.add(timestamp, Double.longBitsToDouble((long) EntryEncoder.LONG.get(this.bytes, valueAt)),
					(i < this.series.length) ? this.series[i] : 0);
			valueAt += Double.BYTES;
		}
		if (this.position != valuesFrom) {
			throw new IllegalArgumentException("%d bytes are left".formatted(valuesFrom - this.position));
		}
	}

	private Instant getInstant() {
		return Instant.EPOCH.plusNanos(getLong());
	}

	private long getLong() {
		long number = (long) EntryEncoder.LONG.get(this.bytes, this.position);
		this.position += Long.BYTES;
		return number;
	}

	/** Reads a count, and checks that the rest of the entry has room for it. */
	private int getCount(int bytesOfEach) {
		long count = getVariable();
		long most = (bytesOfEach == 0) ? Integer.MAX_VALUE / 4 : (this.bytes.length - this.position) / bytesOfEach;
		if (count < 0 || count > most) {
			throw new IllegalArgumentException("it has no room for %d".formatted(count));
		}
		return (int) count;
	}

	private long getVariable() {
		long number = 0;
		byte next;
		int shift = 0;
		do {
			next = this.bytes[this.position++];
			number |= (next & 0x7fL) << shift;
			shift += 7;
		}
		while (next < 0 && shift <= LAST_SHIFT);
		if (next < 0) {
			throw new IllegalArgumentException("a number is too long");
		}
		return number;
	}

}
