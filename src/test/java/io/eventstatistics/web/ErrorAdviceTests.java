package io.eventstatistics.web;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorAdviceTests {

	@Test
	void otherErrorsOfSpringHaveTheSameShape() throws Exception {
		ResponseEntity<Object> response = Objects.requireNonNull(
				new ErrorAdvice().handleException(new MissingServletRequestParameterException("window", "String"),
						new ServletWebRequest(new MockHttpServletRequest("GET", "/statistics"))));
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getBody()).isInstanceOfSatisfying(ProblemDetail.class, (problem) -> {
			assertThat(problem.getDetail()).contains("'window'");
			assertThat(problem.getProperties()).containsEntry("error", problem.getDetail());
			assertThat(problem.getInstance()).hasToString("/statistics");
			assertThat(problem.getType()).hasToString("about:blank");
		});
	}

}
