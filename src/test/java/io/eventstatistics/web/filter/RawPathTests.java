package io.eventstatistics.web.filter;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths as they are sent, encoded well and badly.
 */
class RawPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/event", "/%65vent", "/%C3%A9", "/a%2Fb;c=%20", "/%f0%9f%98%80" })
	void decodablePathIsAccepted(String path) {
		assertThat(RawPath.isDecodable(path)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%", "/%4", "/%4z", "/%z4", "/%FF", "/%C0%80", "/%ED%A0%80", "/a;b=%C3" })
	void otherPathIsNot(String path) {
		assertThat(RawPath.isDecodable(path)).isFalse();
	}

}
