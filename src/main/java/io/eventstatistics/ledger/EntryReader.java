package io.eventstatistics.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.IdempotencyKey;

/**
 * Reads what {@link EntryWriter} has written: O(1) an event. Not thread-safe.
 */
final class EntryReader {

	private final CRC32C checksum = new CRC32C();

	private final EventBatch events = new EventBatch(64);

	private byte[] bytes = {};

	private int position;

	/**
	 * Reads an entry.
	 * @param source its bytes, all of them
	 * @return the entry, whose events are valid until the next one is read
	 * @throws UnreadableEntryException if it is not an entry, damaged or of a version
	 * that is not known
	 */
	Entry read(byte[] source) throws UnreadableEntryException {
		check(source);
		this.bytes = source;
		this.position = EntryWriter.CHECKED_FROM;
		try {
			long replica = getLong();
			long sequence = getVariable();
			int count = (int) getVariable();
			List<Entry.Keyed> keyed = readKeys((int) getVariable(), count);
			readEvents(count);
			return new Entry(replica, sequence, this.events, keyed);
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException ex) {
			throw new UnreadableEntryException("it does not hold what it says: " + ex.getMessage());
		}
	}

	private void check(byte[] source) throws UnreadableEntryException {
		if (source.length < EntryWriter.CHECKED_FROM || source[0] != EntryWriter.MAGIC) {
			throw new UnreadableEntryException("it is not of this service");
		}
		if (source[1] != EntryWriter.VERSION) {
			throw new UnreadableEntryException(
					"its version is %d, known is %d".formatted(source[1], EntryWriter.VERSION));
		}
		this.checksum.reset();
		this.checksum.update(source, EntryWriter.CHECKED_FROM, source.length - EntryWriter.CHECKED_FROM);
		if ((int) this.checksum.getValue() != (int) EntryWriter.INT.get(source, EntryWriter.CHECKSUM_AT)) {
			throw new UnreadableEntryException("its checksum is wrong");
		}
	}

	private List<Entry.Keyed> readKeys(int count, int events) {
		List<Entry.Keyed> keyed = new ArrayList<>(0);
		int from = 0;
		for (int i = 0; i < count; i++) {
			from += (int) getVariable();
			int to = from + (int) getVariable();
			Objects.checkFromToIndex(from, to, events);
			int length = (int) getVariable();
			String text = new String(this.bytes, this.position, length, StandardCharsets.US_ASCII);
			this.position += length;
			IdempotencyKey key = new IdempotencyKey(text, getLong());
			keyed.add(new Entry.Keyed(from, to, key, Instant.EPOCH.plusNanos(getLong())));
			from = to;
		}
		return keyed;
	}

	private void readEvents(int count) {
		this.events.clear();
		int valueAt = this.bytes.length - Math.multiplyExact(count, Double.BYTES);
		long timestamp = 0;
		for (int i = 0; i < count; i++) {
			long step = getVariable();
			timestamp += (step >>> 1) ^ -(step & 1);
			this.events.add(timestamp, Double.longBitsToDouble((long) EntryWriter.LONG.get(this.bytes, valueAt)));
			valueAt += Double.BYTES;
		}
	}

	private long getLong() {
		long number = (long) EntryWriter.LONG.get(this.bytes, this.position);
		this.position += Long.BYTES;
		return number;
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
		while (next < 0);
		return number;
	}

	/**
	 * Thrown where an entry of the log cannot be read.
	 */
	static final class UnreadableEntryException extends Exception {

		private static final long serialVersionUID = 1L;

		UnreadableEntryException(String reason) {
			super(reason);
		}

	}

}
