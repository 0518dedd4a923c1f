package io.eventstatistics.event.idempotency;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

import io.eventstatistics.testing.ReachableBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * What keys take of memory, and what is left where it runs out.
 */
class IdempotencyKeysMemoryTests {

	private static final long LIFETIME = 1000;

	@Test
	void bytesCountedAreThoseHeld() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		IdempotencyKeys keys = new IdempotencyKeys(LIFETIME);
		long fixed = ReachableBytes.of(keys);
		for (int i = 0; i < 5000; i++) {
			IdempotencyKey key = new IdempotencyKey("k".repeat(1 + random.nextInt(240)) + i, digest(random));
			Set<String> leftOut = names(random);
			long before = keys.bytes();
			keys.claim(key, leftOut, i, i);
			assertThat(keys.leftOut(key)).containsExactlyElementsOf(leftOut);
			assertThat(keys.bytes() - before).as("seed %d", seed)
				.isGreaterThanOrEqualTo(IdempotencyKeys.bytes(key, leftOut))
				.isLessThan(IdempotencyKeys.bytes(key, leftOut) + 4 * 8192);
			if (i % 97 == 0) {
				assertThat(keys.bytes()).as("seed %d, %d keys", seed, i + 1)
					.isCloseTo(ReachableBytes.of(keys) - fixed, within(16L));
			}
		}
		keys.expire(10 * LIFETIME);
		assertThat(keys.size()).isZero();
		assertThat(keys.bytes()).as("the table, which does not shrink").isEqualTo(16 + 4 * 8192);
	}

	@Test
	void claimThatFailsChangesNothing() {
		FailingMap map = new FailingMap();
		IdempotencyKeys keys = new IdempotencyKeys(LIFETIME, 1, map);
		for (int i = 0; i < 100; i++) {
			IdempotencyKey key = new IdempotencyKey("key " + i, i);
			long before = keys.bytes();
			map.failing = true;
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> keys.claim(key, Set.of(), 1, 1));
			map.failing = false;
			assertThat(keys.recordedAt(key, 1)).isNull();
			assertThat(keys.size()).isEqualTo(i);
			assertThat(keys.bytes()).isEqualTo(before);
			keys.claim(key, Set.of(), i, i);
			assertThat(keys.recordedAt(key, i)).isEqualTo(i);
		}
		keys.expire(50 + LIFETIME);
		assertThat(keys.size()).isEqualTo(50);
		keys.expire(100 + LIFETIME);
		assertThat(keys.size()).isZero();
	}

	@Test
	void aLeftOutNameTakesItsLengthAndOne() {
		IdempotencyKey key = new IdempotencyKey("key", 1);
		Set<String> names = new LinkedHashSet<>();
		for (int i = 0; i < 10_000; i++) {
			names.add("x".repeat(122) + "%06d".formatted(i));
		}
		assertThat(IdempotencyKeys.bytes(key, names) - IdempotencyKeys.bytes(key, Set.of())).isBetween(10_000 * 129L,
				10_000 * 129L + 48);
	}

	private static Set<String> names(Random random) {
		Set<String> names = new LinkedHashSet<>();
		for (int i = random.nextInt(4) * random.nextInt(10); i > 0; i--) {
			names.add("n".repeat(1 + random.nextInt(100)) + i);
		}
		return names;
	}

	private static IdempotencyKey.Fingerprint digest(Random random) {
		byte[] bytes = new byte[32];
		random.nextBytes(bytes);
		return IdempotencyKey.Fingerprint.of(bytes);
	}

	/** As a map that puts an entry in place before its table grows. */
	private static final class FailingMap extends HashMap<String, Claim> {

		private static final long serialVersionUID = 1;

		private boolean failing;

		@Override
		public @Nullable Claim put(String key, Claim claim) {
			Claim before = super.put(key, claim);
			if (this.failing) {
				throw new OutOfMemoryError("injected");
			}
			return before;
		}

	}

}
