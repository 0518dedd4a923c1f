package io.eventstatistics.security;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenDigestTests {

	private static final String TOKEN = "a-token-of-many-letters-and-digits-0123456789";

	@Test
	void digestsOfOneTokenAreEqual() {
		assertThat(TokenDigest.of(TOKEN)).isEqualTo(TokenDigest.of(TOKEN))
			.hasSameHashCodeAs(TokenDigest.of(TOKEN))
			.isNotEqualTo(TokenDigest.of(TOKEN + "0"))
			.isNotEqualTo(TOKEN);
	}

	@Test
	void nameDoesNotTellTheToken() {
		assertThat(TokenDigest.of(TOKEN).name()).matches("token-[0-9a-f]{8}");
	}

	@Test
	void tokenThatIsRefusedIsNotRepeated() {
		assertThatIllegalArgumentException().isThrownBy(() -> TokenDigest.of("a secret", "a token in a file"))
			.withMessageContaining("a token in a file")
			.withMessageNotContaining("a secret");
	}

}
