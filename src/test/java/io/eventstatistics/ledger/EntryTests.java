package io.eventstatistics.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Receipt;
import io.eventstatistics.event.SeriesRefusal;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKey.Fingerprint;
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

	private static final Instant NOW_INSTANT = Instant.EPOCH.plusNanos(NOW);

	private static final List<String> NAMES = List.of("a", "b.c", "0:-_", "x".repeat(128));

	private final EntryEncoder encoder = new EntryEncoder(-7);

	private final EntryDecoder decoder = new EntryDecoder();

	@Test
	void randomEntriesAreReadAsWritten() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int n = 0; n < 300; n++) {
			List<PendingAppend> requests = new ArrayList<>();
			for (int i = random.nextInt(8); i >= 0; i--) {
				requests.add(leavingOut(randomNames(random), randomBatch(random),
						random.nextBoolean() ? randomKey(random) : null));
			}
			assertThat(describe(this.decoder.decode(this.encoder.encode(n, NOW_INSTANT, requests)))).as("seed %d", seed)
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
		List<PendingAppend> requests = List.of(request(batch, null));
		assertThat(describe(this.decoder.decode(this.encoder.encode(Long.MAX_VALUE, NOW_INSTANT, requests))))
			.isEqualTo(describe(Long.MAX_VALUE, requests));
	}

	@Test
	void anEventTakesFewBytes() {
		EventBatch burst = new EventBatch(1000);
		for (int i = 0; i < 1000; i++) {
			burst.add(NOW + i * 16_000L % 7_000_000, i);
		}
		assertThat(this.encoder.encode(1, NOW_INSTANT, List.of(request(burst, null)))).hasSizeLessThan(11_100);
	}

	@Test
	void largeEntryLeavesNoLargeBufferBehind() throws Exception {
		EventBatch large = new EventBatch(200_000);
		for (int i = 0; i < 200_000; i++) {
			large.add(NOW + i, i);
		}
		List<PendingAppend> requests = List.of(request(large, null));
		assertThat(this.decoder.decode(this.encoder.encode(1, NOW_INSTANT, requests)).events().size())
			.isEqualTo(200_000);
		assertThat(this.decoder.decode(this.encoder.encode(2, NOW_INSTANT, requests)).sequence()).isEqualTo(2);
	}

	@Test
	void everyFlippedBitIsDetected() {
		byte[] entry = this.encoder.encode(5, NOW_INSTANT,
				List.of(request(randomBatch(new Random(1)), new IdempotencyKey("a key", 3))));
		for (int bit = 0; bit < 8 * entry.length; bit++) {
			entry[bit / 8] ^= (byte) (1 << bit % 8);
			assertThatExceptionOfType(UnreadableEntryException.class).as("bit %d", bit)
				.isThrownBy(() -> this.decoder.decode(entry));
			entry[bit / 8] ^= (byte) (1 << bit % 8);
		}
	}

	@Test
	void everyMissingByteIsDetected() {
		byte[] entry = this.encoder.encode(5, NOW_INSTANT, List.of(request(randomBatch(new Random(2)), null)));
		for (int length = 0; length < entry.length; length++) {
			byte[] part = Arrays.copyOf(entry, length);
			assertThatExceptionOfType(UnreadableEntryException.class).as("length %d", length)
				.isThrownBy(() -> this.decoder.decode(part));
		}
	}

	@Test
	void newerVersionIsToldFromDamage() {
		byte[] entry = this.encoder.encode(5, NOW_INSTANT, List.of(request(new EventBatch(1), null)));
		entry[1] = 4;
		assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> this.decoder.decode(entry))
			.withMessage("its version is 4, known are 1 to 3");
	}

	/**
	 * After the sequence, with a right checksum: number of events, of keys, and so on.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "05 00 02", "7f 00", "ff ff ff ff 07 00", "01 01 00 05 01 61", "01 01 00 01 00",
			"ff ff ff ff ff ff ff ff ff 01 00", "00 ff ff ff ff ff ff ff ff ff ff 00", "00 00 00",
			"01 00 00 00 00 00 00 00 00 00 00 00",
			"00 01 00 00 01 07 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00" })
	void entryThatDoesNotHoldWhatItSaysIsRefused(String rest) {
		byte[] entry = entryOfVersionOne("00 00 00 00 00 00 00 00 01 " + rest);
		assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> this.decoder.decode(entry))
			.withMessageStartingWith("its content is malformed");
	}

	@Test
	void entryWithoutSeriesIsOfVersionTwo() {
		EventBatch batch = new EventBatch(1);
		batch.add(NOW, 1);
		assertThat(this.encoder.encode(1, NOW_INSTANT, List.of(leavingOut(Set.of("a"), batch, null)))[1])
			.isEqualTo((byte) 2);
		batch.add(NOW, 1, "a");
		assertThat(this.encoder.encode(1, NOW_INSTANT, List.of(request(batch, null)))[1]).isEqualTo((byte) 3);
	}

	/**
	 * Names, then runs: too many, too long, of no name, of too few or too many events,
	 * left out by a batch that is not there.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "ff 01 01 61", "01 00 01 01 01", "01 01 2e 01 01 01", "01 01 c3 01 01 01",
			"01 01 61 01 02 01", "01 01 61 01 01 00", "01 01 61 01 01 02", "01 01 61 00", "01 01 61 02 01 01 01 01",
			"01 81 01 61 01 01 01", "00 01 01 01", "01 01 61 01 00 ff ff ff ff 07", "01 01 61 02 01 01 01 00",
			"01 01 61 03 01 01 00 00 01 00", "01 01 61 02 01 01 02 00" })
	void entryWhoseSeriesAreNotThoseOfItsEventsIsRefused(String series) {
		byte[] entry = entry(3, "00 00 00 00 00 00 00 00" + " 00 00 00 00 00 00 00 00" + " 01 01 00 " + series
				+ " 02 00 00 00 00 00 00 00 00");
		assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> this.decoder.decode(entry))
			.withMessageStartingWith("its content is malformed");
	}

	@Test
	void entryWithSeriesIsRead() throws Exception {
		Entry entry = this.decoder.decode(entry(3, "00 00 00 00 00 00 00 00" + " 00 00 00 00 00 00 00 00"
				+ " 01 03 00 02 01 61 02 62 63 03 02 01 00 01 01 01 02 00 00" + " 00 00 00 00 00 00 00 00".repeat(3)));
		assertThat(describe(entry)).isEqualTo("0 1 1=0.0(bc) 1=0.0 1=0.0(a)");
	}

	/** As it was written before keys had digests. */
	@Test
	void entryOfVersionOneIsRead() throws Exception {
		Entry entry = this.decoder.decode(entryOfVersionOne("07 00 00 00 00 00 00 00 05 02 01" + " 01 01 03 61 62 63"
				+ " ff ee dd cc 00 00 00 00" + " 00 ca 9a 3b 00 00 00 00" + " 80 a8 d6 b9 07 02"
				+ " 00 00 00 00 00 00 f0 3f" + " 00 00 00 00 00 00 00 c0"));
		assertThat(describe(entry)).isEqualTo("7 5 [%s, 1970-01-01T00:00:01Z, 1, 2)[] 1000000000=1.0 1000000001=-2.0"
			.formatted(new IdempotencyKey("abc", 0xccddeeffL)));
		assertThat(entry.appendedAt()).isNull();
	}

	private static byte[] entryOfVersionOne(String hex) {
		return entry(1, hex);
	}

	private static byte[] entry(int version, String hex) {
		byte[] content = HexFormat.ofDelimiter(" ").parseHex(hex);
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		return ByteBuffer.allocate(6 + content.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put(EntryEncoder.MAGIC)
			.put((byte) version)
			.putInt((int) checksum.getValue())
			.put(content)
			.array();
	}

	private static PendingAppend request(EventBatch batch, @Nullable IdempotencyKey key) {
		return leavingOut(Set.of(), batch, key);
	}

	private static PendingAppend leavingOut(Set<String> names, EventBatch batch, @Nullable IdempotencyKey key) {
		return new PendingAppend(new Receipt(0, 0, false, 0, new SeriesRefusal(names, 1, 0)), batch, key);
	}

	private static Set<String> randomNames(Random random) {
		Set<String> names = new LinkedHashSet<>();
		for (int i = random.nextInt(3) * random.nextInt(6); i > 0; i--) {
			names.add(random.nextBoolean() ? NAMES.get(random.nextInt(NAMES.size())) : "left-out-" + i);
		}
		return names;
	}

	private static EventBatch randomBatch(Random random) {
		EventBatch batch = new EventBatch(1);
		for (int i = random.nextInt(20); i > 0; i--) {
			batch.add(NOW + random.nextLong(1L << random.nextInt(1, 60)), random.nextGaussian(),
					(random.nextInt(3) == 0) ? NAMES.get(random.nextInt(NAMES.size())) : null);
		}
		return batch;
	}

	private static IdempotencyKey randomKey(Random random) {
		return new IdempotencyKey("~".repeat(random.nextInt(1, 256)),
				new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
	}

	private static String describe(Entry entry) {
		StringBuilder text = new StringBuilder("%d %d".formatted(entry.replica(), entry.sequence()));
		entry.keyed()
			.forEach((keyed) -> text
				.append(" [%s, %s, %s, %s)".formatted(keyed.key(), keyed.acceptedAt(), keyed.from(), keyed.to()))
				.append(keyed.leftOut()));
		append(text, entry.events());
		return text.toString();
	}

	private static String describe(long sequence, List<PendingAppend> requests) {
		StringBuilder text = new StringBuilder("-7 " + sequence);
		int from = 0;
		for (PendingAppend request : requests) {
			int to = from + request.events().size();
			if (request.key() != null) {
				text.append(" [%s, %s, %s, %s)".formatted(request.key(), Instant.EPOCH, from, to))
					.append(request.leftOut());
			}
			from = to;
		}
		requests.forEach((request) -> append(text, request.events()));
		return text.toString();
	}

	private static void append(StringBuilder text, EventBatch events) {
		for (int i = 0; i < events.size(); i++) {
			text.append(" %d=%s".formatted(events.timestampNanos(i), events.value(i)));
			text.append((events.series(i) != null) ? "(" + events.series(i) + ")" : "");
		}
	}

}
