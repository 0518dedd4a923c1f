package io.eventstatistics.security;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown if a request is not allowed. Spring maps it to a response.
 */
class AccessException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	AccessException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
