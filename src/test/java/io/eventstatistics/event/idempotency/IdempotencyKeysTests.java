package io.eventstatistics.event.idempotency;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.eventstatistics.event.idempotency.IdempotencyKey.Fingerprint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys against a naive map, while the clock moves back and forth.
 */
class IdempotencyKeysTests {

	private static final long LIFETIME = 1000;

	private final IdempotencyKeys keys = new IdempotencyKeys(LIFETIME);

	@Test
	void keysAreKnownForALifetimeWhateverTheClockDoes() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Map<String, Long> naive = new HashMap<>();
		long now = 0;
		for (int i = 0; i < 50_000; i++) {
			now += (random.nextInt(50) == 0) ? random.nextLong(-5000, 5000) : random.nextLong(20);
			long time = now;
			naive.replaceAll((text, claimedAt) -> Math.min(claimedAt, time));
			naive.values().removeIf((claimedAt) -> claimedAt < time - LIFETIME);
			this.keys.expire(now);
			IdempotencyKey key = new IdempotencyKey("key " + random.nextInt(200), 1);
			assertThat(this.keys.recordedAt(key, now) != null).as("seed %d step %d", seed, i)
				.isEqualTo(naive.containsKey(key.text()));
			if (naive.putIfAbsent(key.text(), now) == null) {
				this.keys.claim(key, Set.of(), i, now);
			}
			assertThat(this.keys.size()).as("seed %d step %d", seed, i).isEqualTo(naive.size());
		}
		this.keys.expire(Long.MAX_VALUE / 2);
		assertThat(this.keys.size()).isZero();
		assertThat(this.keys.bytes()).as("the table of a map of 200 keys").isLessThan(2080);
	}

	@Test
	void partitionsDecideIndependently() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		int partitions = random.nextInt(2, 6);
		IdempotencyKeys all = new IdempotencyKeys(LIFETIME, partitions);
		IdempotencyKeys[] each = Stream.generate(() -> new IdempotencyKeys(LIFETIME))
			.limit(partitions)
			.toArray(IdempotencyKeys[]::new);
		long[] times = new long[partitions];
		for (int i = 0; i < 20_000; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + random.nextInt(300), 1);
			int partition = key.partition(partitions);
			times[partition] += (random.nextInt(50) == 0) ? random.nextLong(-5000, 5000) : random.nextLong(50);
			long now = times[partition];
			all.expire(null, now);
			all.expire(key, now);
			each[partition].expire(key, now);
			Long recordedAt = each[partition].recordedAt(key, now);
			assertThat(all.recordedAt(key, now)).as("seed %d step %d", seed, i).isEqualTo(recordedAt);
			if (recordedAt == null) {
				all.claim(key, Set.of(), i, now);
				each[partition].claim(key, Set.of(), i, now);
			}
			assertThat(all.size()).as("seed %d step %d", seed, i)
				.isEqualTo(Stream.of(each).mapToInt(IdempotencyKeys::size).sum());
		}
		all.expire(Long.MAX_VALUE / 2);
		assertThat(all.size()).isZero();
		all.claim(new IdempotencyKey("last", 1), Set.of(), 1, 1);
		all.clear();
		all.removeClaimedBefore(Long.MAX_VALUE);
		assertThat(all.size()).isZero();
	}

	@Test
	void similarKeysAreInAllPartitions() {
		int[] sizes = new int[16];
		for (int i = 0; i < 16_000; i++) {
			sizes[new IdempotencyKey("order-2026-11-23-" + i, 1).partition(16)]++;
		}
		assertThat(IntStream.of(sizes).boxed()).allSatisfy((size) -> assertThat(size).isBetween(500, 1500));
		assertThat(new IdempotencyKey("a key", 1).partition(16)).as("as other versions find it")
			.isEqualTo(new IdempotencyKey("a key", 2).partition(16))
			.isEqualTo(13);
		assertThat(new IdempotencyKey("a key", 1).partition(1)).isZero();
	}

	@Test
	void digestAndChecksumCannotBeCompared() {
		this.keys.claim(new IdempotencyKey("old", 7), Set.of(), 1, 0);
		this.keys.claim(new IdempotencyKey("new", digest(7)), Set.of(), 2, 0);
		assertThat(this.keys.recordedAt(new IdempotencyKey("old", digest(9)), 0)).isOne();
		assertThat(this.keys.recordedAt(new IdempotencyKey("new", 9), 0)).isEqualTo(2);
		assertThatExceptionOfType(IdempotencyConflictException.class)
			.isThrownBy(() -> this.keys.recordedAt(new IdempotencyKey("old", 9), 0));
		for (int i = 0; i < 32; i++) {
			byte[] other = bytes(7);
			other[i] ^= 1;
			IdempotencyKey key = new IdempotencyKey("new", Fingerprint.of(other));
			assertThatExceptionOfType(IdempotencyConflictException.class)
				.isThrownBy(() -> this.keys.recordedAt(key, 0));
		}
	}

	private static Fingerprint digest(int seed) {
		return Fingerprint.of(bytes(seed));
	}

	private static byte[] bytes(int seed) {
		byte[] bytes = new byte[32];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

}
