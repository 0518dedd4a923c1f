package io.eventstatistics.web;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientKeyTests {

	private static final Principal ONE = () -> "token-00000001";

	private static final Principal OTHER = () -> "token-00000002";

	@Test
	void keyIsOfTheClientThatSendsIt() {
		assertThat(ClientKey.of(null, "a key")).isEqualTo("a key");
		assertThat(ClientKey.of(ONE, "a key")).isEqualTo("token-00000001/a key").isEqualTo(ClientKey.of(ONE, "a key"));
		assertThat(ClientKey.of(OTHER, "a key")).isNotEqualTo(ClientKey.of(ONE, "a key"));
	}

	@Test
	void nobodyCanSpellAnotherClientsKey() {
		assertDifferent(null, "token-00000001/a", ONE, "a");
		assertDifferent(OTHER, "token-00000001/a", ONE, "a");
		assertDifferent(null, "none/a", ONE, "a");
		assertDifferent(null, "token-00000001/" + "0".repeat(64), ONE, "x".repeat(255));
	}

	@Test
	void longestKeyIsStillOne() {
		String longest = "x".repeat(255);
		assertThat(ClientKey.of(null, longest)).isEqualTo(longest);
		assertThat(ClientKey.of(ONE, longest)).hasSize(15 + 64).startsWith("token-00000001/");
		assertDifferent(ONE, longest, ONE, "x".repeat(254) + "y");
		assertDifferent(ONE, longest, OTHER, longest);
	}

	private static void assertDifferent(@Nullable Principal one, String key, @Nullable Principal other,
			String otherKey) {
		assertThat(ClientKey.of(one, key)).isNotEqualTo(ClientKey.of(other, otherKey));
	}

}
