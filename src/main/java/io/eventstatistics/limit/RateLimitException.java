package io.eventstatistics.limit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown if a client exceeds its rate limit. Spring maps it to a response.
 */
class RateLimitException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param retryAfter when to retry, or null if the request can never succeed
	 */
	RateLimitException(HttpStatus status, String detail, @Nullable Duration retryAfter) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
		if (retryAfter != null) {
			getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
		}
	}

}
