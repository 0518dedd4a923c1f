package io.eventstatistics.web.problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets a page, and what it says.
 */
class ErrorPageTests {

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
			"image/png, text/html;q=0.5", "text/html, application/json" })
	void browserPrefersAPage(String accept) {
		assertThat(ErrorPage.isPreferred(accept)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*/*", "application/json", "application/json, text/html",
			"application/problem+json, text/html", "text/html;q=x", "text/plain" })
	void otherClientsDoNot(String accept) {
		assertThat(ErrorPage.isPreferred(accept)).isFalse();
		assertThat(ErrorPage.isPreferred(null)).isFalse();
	}

	@Test
	void tooManyTypesAreNoPreference() {
		assertThat(ErrorPage.isPreferred("text/html" + ", a/b".repeat(100))).isFalse();
	}

	@Test
	void textIsEscapedAndMayBeMissing() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "<b>&\"no\"</b>");
		assertThat(ErrorPage.of(problem, "/base")).contains("<h1>400 Bad Request</h1>")
			.contains("<p>&lt;b&gt;&amp;&quot;no&quot;&lt;/b&gt;</p>")
			.contains("href=\"/base/swagger-ui.html\"");
		problem.setDetail(null);
		assertThat(ErrorPage.of(problem, "")).contains("<p></p>");
	}

}
