package io.eventstatistics.web;

import java.net.URI;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * The one shape of every error: RFC 9457, and {@code error} with the text of
 * {@code detail} for clients of the older service.
 */
final class Problems {

	private static final URI BLANK = URI.create("about:blank");

	private Problems() {
	}

	static ProblemDetail problem(HttpStatusCode status, String detail, String path) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(BLANK);
		problem.setInstance(instance(path));
		problem.setProperty("error", detail);
		return problem;
	}

	/** The path as a URI reference, or an empty one where it cannot be one. */
	private static URI instance(String path) {
		try {
			return URI.create(path);
		}
		catch (IllegalArgumentException ex) {
			return URI.create("");
		}
	}

}
