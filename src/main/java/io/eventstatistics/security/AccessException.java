package io.eventstatistics.security;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Stands for a request that is not allowed. Spring knows how to answer it.
 */
class AccessException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	AccessException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
