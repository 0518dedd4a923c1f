package io.eventstatistics.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.IdempotencyKey;
import io.eventstatistics.ledger.EntryReader.UnreadableEntryException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is written is read; what is damaged is not.
 */
class EntryTests {

	private static final long NOW = 1_795_000_000_000_000_000L;

	private final EntryWriter writer = new EntryWriter(-7);

	private final EntryReader reader = new EntryReader();

	@Test
	void randomEntriesAreReadAsWritten() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int n = 0; n < 300; n++) {
			List<Request> requests = new ArrayList<>();
			for (int i = random.nextInt(8); i >= 0; i--) {
				requests.add(request(randomBatch(random), random.nextBoolean() ? randomKey(random) : null));
			}
			assertThat(describe(this.reader.read(this.writer.write(n, requests)))).as("seed %d", seed)
				.isEqualTo(describe(n, requests));
		}
	}

	@Test
	void everyTimestampAndValueIsExact() throws Exception {
		EventBatch batch = new EventBatch(1);
		for (long timestamp : new long[] { Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, NOW, NOW + 1, NOW - 1 }) {
			batch.add(timestamp, Double.MIN_VALUE);
			batch.add(timestamp, -0.0);
			batch.add(timestamp, -Double.MAX_VALUE);
		}
		List<Request> requests = List.of(request(batch, null));
		assertThat(describe(this.reader.read(this.writer.write(Long.MAX_VALUE, requests))))
			.isEqualTo(describe(Long.MAX_VALUE, requests));
	}

	@Test
	void anEventTakesFewBytes() {
		EventBatch burst = new EventBatch(1000);
		for (int i = 0; i < 1000; i++) {
			burst.add(NOW + i * 16_000L % 7_000_000, i);
		}
		assertThat(this.writer.write(1, List.of(request(burst, null)))).hasSizeLessThan(11_100);
	}

	@Test
	void largeEntryLeavesNoLargeBufferBehind() throws Exception {
		EventBatch large = new EventBatch(200_000);
		for (int i = 0; i < 200_000; i++) {
			large.add(NOW + i, i);
		}
		List<Request> requests = List.of(request(large, null));
		assertThat(this.reader.read(this.writer.write(1, requests)).events().size()).isEqualTo(200_000);
		assertThat(this.reader.read(this.writer.write(2, requests)).sequence()).isEqualTo(2);
	}

	@Test
	void everyFlippedBitIsDetected() {
		byte[] entry = this.writer.write(5,
				List.of(request(randomBatch(new Random(1)), new IdempotencyKey("a key", 3))));
		for (int bit = 0; bit < 8 * entry.length; bit++) {
			entry[bit / 8] ^= (byte) (1 << bit % 8);
			assertThatExceptionOfType(UnreadableEntryException.class).as("bit %d", bit)
				.isThrownBy(() -> this.reader.read(entry));
			entry[bit / 8] ^= (byte) (1 << bit % 8);
		}
	}

	@Test
	void everyMissingByteIsDetected() {
		byte[] entry = this.writer.write(5, List.of(request(randomBatch(new Random(2)), null)));
		for (int length = 0; length < entry.length; length++) {
			byte[] part = Arrays.copyOf(entry, length);
			assertThatExceptionOfType(UnreadableEntryException.class).as("length %d", length)
				.isThrownBy(() -> this.reader.read(part));
		}
	}

	@Test
	void newerVersionIsToldFromDamage() {
		byte[] entry = this.writer.write(5, List.of(request(new EventBatch(1), null)));
		entry[1] = 2;
		assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> this.reader.read(entry))
			.withMessage("its version is 2, known is 1");
	}

	/**
	 * After the sequence, with a right checksum: number of events, of keys, and so on.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "05 00 02", "7f 00", "ff ff ff ff 07 00", "01 01 00 05 01 61", "01 01 00 01 00",
			"00 01 00 00 01 07 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00" })
	void entryThatDoesNotHoldWhatItSaysIsRefused(String rest) {
		byte[] content = HexFormat.ofDelimiter(" ").parseHex("00 00 00 00 00 00 00 00 01 " + rest);
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		byte[] entry = ByteBuffer.allocate(6 + content.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put(EntryWriter.MAGIC)
			.put(EntryWriter.VERSION)
			.putInt((int) checksum.getValue())
			.put(content)
			.array();
		assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> this.reader.read(entry))
			.withMessageStartingWith("it does not hold what it says");
	}

	private static Request request(EventBatch batch, @Nullable IdempotencyKey key) {
		return new Request(batch, batch, key);
	}

	private static EventBatch randomBatch(Random random) {
		EventBatch batch = new EventBatch(1);
		for (int i = random.nextInt(20); i > 0; i--) {
			batch.add(NOW + random.nextLong(1L << random.nextInt(1, 60)), random.nextGaussian());
		}
		return batch;
	}

	private static IdempotencyKey randomKey(Random random) {
		return new IdempotencyKey("~".repeat(random.nextInt(1, 256)), random.nextLong());
	}

	private static String describe(Entry entry) {
		StringBuilder text = new StringBuilder("%d %d".formatted(entry.replica(), entry.sequence()));
		entry.keyed()
			.forEach((keyed) -> text
				.append(" [%s, %s, %s, %s)".formatted(keyed.key(), keyed.acceptedAt(), keyed.from(), keyed.to())));
		append(text, entry.events());
		return text.toString();
	}

	private static String describe(long sequence, List<Request> requests) {
		StringBuilder text = new StringBuilder("-7 " + sequence);
		int from = 0;
		for (Request request : requests) {
			int to = from + request.events().size();
			if (request.key() != null) {
				text.append(" [%s, %s, %s, %s)".formatted(request.key(), Instant.EPOCH, from, to));
			}
			from = to;
		}
		requests.forEach((request) -> append(text, request.events()));
		return text.toString();
	}

	private static void append(StringBuilder text, EventBatch events) {
		for (int i = 0; i < events.size(); i++) {
			text.append(" %d=%s".formatted(events.timestampNanos(i), events.value(i)));
		}
	}

}
