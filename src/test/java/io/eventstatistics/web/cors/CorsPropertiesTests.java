package io.eventstatistics.web.cors;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CorsPropertiesTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "https://app.example.org", "http://localhost:8080", "HTTP://Host", "http://[::1]:3000", "*" })
	void originsAreAccepted(String origin) {
		CorsProperties origins = new CorsProperties(List.of("https://first.example", origin));
		assertThat(origins.isAny()).isTrue();
		assertThat(origins.allows(origin)).isTrue();
		assertThat(origins.isAll()).isEqualTo("*".equals(origin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "app.example.org", "https://app.example.org/", "https://app.example.org/page",
			"https://*.example.org", "https://user@app.example.org", "ftp://app.example.org", "https://a b" })
	void otherTextsAreRefused(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CorsProperties(List.of(origin)))
			.withMessage("event-statistics.cors.allowed-origins must be origins such as https://app.example.org,"
					+ " without a path, or * for all, but has \"%s\"", origin);
	}

	@Test
	void onlyTheSameOriginIsAllowed() {
		CorsProperties origins = new CorsProperties(List.of("https://app.example.org", "http://localhost:8080"));
		assertThat(origins.allows("https://app.example.org")).isTrue();
		assertThat(origins.allows("http://localhost:8080")).isTrue();
		for (String other : List.of("http://app.example.org", "https://app.example.org:8443", "http://localhost",
				"https://app.example.org.evil.example", "null", "*")) {
			assertThat(origins.allows(other)).as(other).isFalse();
		}
		assertThat(origins.allows(null)).isFalse();
	}

	@Test
	void noneByDefault() {
		assertThat(new CorsProperties(List.of()).isAny()).isFalse();
		assertThat(new CorsProperties(List.of()).allows("https://app.example.org")).isFalse();
		assertThat(new CorsProperties(List.of("*")).allows("null")).isTrue();
	}

}
