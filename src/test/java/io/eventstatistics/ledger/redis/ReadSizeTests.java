package io.eventstatistics.ledger.redis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadSizeTests {

	@Test
	void readsMoreEntriesAtOnceWhereTheyAreSmall() {
		ReadSize size = new ReadSize();
		for (int expected : new int[] { 1, 2, 4, 8, 16, 32, 64, 64 }) {
			assertThat(size.entries()).isEqualTo(expected);
			size.adapt(1000);
		}
		size.adapt(2 << 20);
		assertThat(size.entries()).isEqualTo(64);
		for (int expected : new int[] { 32, 16, 8, 4, 2, 1, 1 }) {
			size.adapt(5 << 20);
			assertThat(size.entries()).isEqualTo(expected);
		}
	}

}
