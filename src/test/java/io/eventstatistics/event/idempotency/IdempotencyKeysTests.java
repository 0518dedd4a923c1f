package io.eventstatistics.event.idempotency;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

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
				this.keys.claim(key, i, now);
			}
			assertThat(this.keys.size()).as("seed %d step %d", seed, i).isEqualTo(naive.size());
		}
		this.keys.expire(Long.MAX_VALUE / 2);
		assertThat(this.keys.size()).isZero();
		assertThat(this.keys.bytes()).as("the table of a map of 200 keys").isLessThan(2080);
	}

	@Test
	void digestAndChecksumCannotBeCompared() {
		this.keys.claim(new IdempotencyKey("old", 7), 1, 0);
		this.keys.claim(new IdempotencyKey("new", digest(7)), 2, 0);
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
