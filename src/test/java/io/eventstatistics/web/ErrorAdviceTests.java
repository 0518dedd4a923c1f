package io.eventstatistics.web;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.event.idempotency.IdempotencyKey;
import org.junit.jupiter.api.Test;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.ServletWebRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class ErrorAdviceTests {

	@Test
	void requestInFlightIsAConflict() {
		ResponseEntity<Object> response = new ErrorAdvice().inFlight(
				new IdempotencyInFlightException(new IdempotencyKey("a key", 1)),
				new ServletWebRequest(new MockHttpServletRequest("POST", "/event")));
		assertThat(response.getStatusCode().value()).isEqualTo(409);
		assertThat(response.getBody()).isInstanceOfSatisfying(ProblemDetail.class,
				(problem) -> assertThat(problem.getDetail())
					.isEqualTo("a request with Idempotency-Key \"a key\" is still in progress: try again later"));
	}

	@Test
	void recorderThatIsUnavailableIsToBeTriedAgain() {
		ResponseEntity<Object> response = new ErrorAdvice().unavailable(new RecorderUnavailableException("not now"),
				new ServletWebRequest(new MockHttpServletRequest("POST", "/event")));
		assertThat(response.getStatusCode().value()).isEqualTo(503);
		assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("1");
	}

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

	@Test
	void bodyThatBreaksOffOrComesTooSlowlyIsExplained() throws Exception {
		assertThat(brokenOff(new EOFException(), new MockHttpServletResponse())).contains("the body broke off");
		assertThat(brokenOff(new SocketTimeoutException(), new MockHttpServletResponse()))
			.contains("the body came too slowly");
	}

	@Test
	void failureOfAnAnswerUnderWayEndsItsConnection() {
		MockHttpServletResponse committed = new MockHttpServletResponse();
		committed.setCommitted(true);
		IOException left = new IOException("broken pipe");
		assertThatException().isThrownBy(() -> brokenOff(left, committed)).isSameAs(left);
		IllegalStateException fault = new IllegalStateException("a fault");
		assertThatException()
			.isThrownBy(
					() -> new ErrorAdvice().fault(fault, new MockHttpServletRequest("GET", "/statistics"), committed))
			.isSameAs(fault);
	}

	private static String brokenOff(IOException ex, MockHttpServletResponse response) throws IOException {
		Object body = new ErrorAdvice()
			.brokenOff(ex, new ServletWebRequest(new MockHttpServletRequest("POST", "/event")), response)
			.getBody();
		return String.valueOf(((ProblemDetail) Objects.requireNonNull(body)).getDetail());
	}

}
