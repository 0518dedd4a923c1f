package io.eventstatistics.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKey.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the batches of several requests as one entry: O(1) an event, 10 to 14 bytes an
 * event if timestamps are close to each other. Not thread-safe. Layout, in this order:
 * <ol>
 * <li>magic byte and version, 1 byte each</li>
 * <li>CRC-32C of all following bytes, 4 bytes</li>
 * <li>replica, 8 bytes</li>
 * <li>time of the append in nanoseconds, 8 bytes; absent in version 1</li>
 * <li>sequence, number of events, number of batches with keys</li>
 * <li>for each batch with a key: events since the previous such batch, events, length and
 * text of the key, SHA-256 of the request (32 bytes; in version 1 a CRC-32C, 8 bytes),
 * time of acceptance in nanoseconds (8 bytes)</li>
 * <li>only in version 3: number of series names; for each, length and text; number of
 * runs of events with the same name; for each, number of the name (0 for none) and
 * events. Runs of 0 events at the end name the series that the batches with keys left
 * out; 0 as the number starts with the next such batch. Example:
 * {@code 2 0, 0 0, 0 0, 1 0} means that the first batch left out series 2, and the third
 * series 1</li>
 * <li>for each event: nanoseconds since the previous event, signed</li>
 * <li>for each event: value, 8 bytes</li>
 * </ol>
 * Fixed-size numbers are little-endian; other numbers have seven bits a byte, the least
 * significant first. Version 3 is written if an event has a series or a batch with a key
 * left out one, otherwise version 2.
 */
final class EntryEncoder {

	static final byte MAGIC = (byte) 0xe5;

	static final byte VERSION = 2;

	/** The version of an entry with series, also if only left-out ones. */
	static final byte SERIES_VERSION = 3;

	static final int CHECKSUM_AT = 2;

	/** The offset of the first byte that the checksum covers. */
	static final int CHECKED_FROM = 6;

	static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int MAX_VARIABLE = 10;

	private static final int MAX_EVENT = MAX_VARIABLE + Double.BYTES;

	private static final int MAX_HEADER = CHECKED_FROM + 2 * Long.BYTES + 3 * MAX_VARIABLE;

	private static final int MAX_NAME = MAX_VARIABLE + SeriesName.MAX_LENGTH;

	private static final int MAX_KEY = 3 * MAX_VARIABLE + IdempotencyKey.MAX_LENGTH + 5 * Long.BYTES;

	/** The most memory kept between entries, in bytes. */
	private static final int MAX_KEPT = 1 << 20;

	private final long replica;

	private final CRC32C checksum = new CRC32C();

	private byte[] bytes = {};

	private int position;

	EntryEncoder(long replica) {
		this.replica = replica;
	}

	/**
	 * Encodes an entry.
	 * @param sequence its number among the entries of this replica
	 * @param appendedAt the time of the append, by the clock that replicas share
	 * @param requests the requests with the batches
	 */
	byte[] encode(long sequence, Instant appendedAt, List<PendingAppend> requests) {
		int events = requests.stream().mapToInt((request) -> request.events().size()).sum();
		long keyed = requests.stream().filter((request) -> request.key() != null).count();
		SeriesEncoder series = SeriesEncoder.isNeeded(requests) ? new SeriesEncoder(requests) : null;
		start(Math.addExact(MAX_HEADER + (int) keyed * MAX_KEY + capacityFor(series),
				Math.multiplyExact(events, MAX_EVENT)), (series != null) ? SERIES_VERSION : VERSION);
		putLong(this.replica);
		putLong(nanos(appendedAt));
		putVariable(sequence);
		putVariable(events);
		putVariable(keyed);
		putKeys(requests);
		if (series != null) {
			putSeries(series);
		}
		putTimestamps(requests);
		putValues(requests);
		return finish();
	}

	private static int capacityFor(@Nullable SeriesEncoder series) {
		return (series != null)
				? Math.addExact(series.names().size() * MAX_NAME, 2 * MAX_VARIABLE * (series.runs() + 1)) : 0;
	}

	private void start(int capacity, byte version) {
		if (this.bytes.length < capacity) {
			this.bytes = new byte[capacity];
		}
		this.bytes[0] = MAGIC;
		this.bytes[1] = version;
		this.position = CHECKED_FROM;
	}

	private void putKeys(List<PendingAppend> requests) {
		int eventsBefore = 0;
		for (PendingAppend request : requests) {
			IdempotencyKey key = request.key();
			if (key == null) {
				eventsBefore += request.events().size();
				continue;
			}
			putVariable(eventsBefore);
			putVariable(request.events().size());
			putText(key.text());
			putFingerprint(key.fingerprint());
			putLong(nanos(request.acceptedAt()));
			eventsBefore = 0;
		}
	}

	private void putSeries(SeriesEncoder series) {
		putVariable(series.names().size());
		series.names().forEach(this::putText);
		putVariable(series.runs());
		for (int run = 0; run < series.runs(); run++) {
			putVariable(series.runNumber(run));
			putVariable(series.runLength(run));
		}
	}

	private void putText(String text) {
		putVariable(text.length());
		for (byte character : text.getBytes(StandardCharsets.US_ASCII)) {
			this.bytes[this.position++] = character;
		}
	}

	private void putFingerprint(Fingerprint fingerprint) {
		putLong(fingerprint.first());
		putLong(fingerprint.second());
		putLong(fingerprint.third());
		putLong(fingerprint.fourth());
	}

	private static long nanos(Instant instant) {
		return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
	}

	private void putTimestamps(List<PendingAppend> requests) {
		long previous = 0;
		for (PendingAppend request : requests) {
			EventBatch events = request.events();
			for (int i = 0; i < events.size(); i++) {
				long timestamp = events.timestampNanos(i);
				long step = timestamp - previous;
				putVariable((step << 1) ^ (step >> Long.SIZE - 1));
				previous = timestamp;
			}
		}
	}

	private void putValues(List<PendingAppend> requests) {
		for (PendingAppend request : requests) {
			EventBatch events = request.events();
			for (int i = 0; i < events.size(); i++) {
				putLong(Double.doubleToRawLongBits(events.value(i)));
			}
		}
	}

	private byte[] finish() {
		this.checksum.reset();
		this.checksum.update(this.bytes, CHECKED_FROM, this.position - CHECKED_FROM);
		INT.set(this.bytes, CHECKSUM_AT, (int) this.checksum.getValue());
		byte[] entry = Arrays.copyOf(this.bytes, this.position);
		if (this.bytes.length > MAX_KEPT) {
			this.bytes = new byte[0];
		}
		return entry;
	}

	private void putLong(long number) {
		LONG.set(this.bytes, this.position, number);
		this.position += Long.BYTES;
	}

	private void putVariable(long number) {
		long rest = number;
		while ((rest & ~0x7fL) != 0) {
			this.bytes[this.position++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		this.bytes[this.position++] = (byte) rest;
	}

}
